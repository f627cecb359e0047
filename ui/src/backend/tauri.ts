import { invoke } from '@tauri-apps/api/core';

import type { Backend } from './backend';
import type { OldPolicy } from './types';

export const backend: Backend = {
  catalogue: () => invoke('catalogue'),
  review: (draft) => invoke('review', { draft }),
  applyPreset: (id, draft) => invoke('apply_preset', { id, draft }),
  wording: (draft, clause) => invoke('wording', { draft, clause }),
  reading: async (text) => (await invoke<OldPolicy>('check_old', { text })).reading,
  pages: (draft, document, paper) => invoke('pages', { draft, document, paper }),
  example: () => invoke('example'),

  checkOld: (text) => invoke('check_old', { text }),
  openOld: () => invoke('open_old'),
  startOld: (found) => invoke('start_old', { found }),

  desk: () => invoke('desk'),
  search: (text) => invoke('search', { text }),
  openPolicy: (id) => invoke('open_policy', { id }),
  newPolicy: (draft) => invoke('new_policy', { draft }),
  renamePolicy: (id, title) => invoke('rename_policy', { id, title }),
  archivePolicy: (id, archived) => invoke('archive_policy', { id, archived }),

  saveDraft: (id, draft, field, label) => invoke('save_draft', { id, draft, field, label }),
  settleStep: (id) => invoke('settle_step', { id }),
  step: (id, way) => invoke('step', { id, way }),
  saveElsewhere: (draft) => invoke('save_elsewhere', { draft }),

  issue: (id, draft, effective, review, note) =>
    invoke('issue', { id, draft, effective, review, note }),
  history: (id) => invoke('history', { id }),
  goBack: (id, to) => invoke('go_back', { id, to }),
  compare: (id, from, to) => invoke('compare', { id, from, to }),
  changesSheet: (id, from, to) => invoke('changes_sheet', { id, from, to }),
  exportChanges: (id, from, to, kind) => invoke('export_changes', { id, from, to, kind }),
  saveIssued: (id, number, role) => invoke('save_issued', { id, number, role }),
  openIssued: (id, number, role) => invoke('open_issued', { id, number, role }),
  exportRevision: (id, number, kind, paper) =>
    invoke('export_revision', { id, number, kind, paper }),
  verify: (id) => invoke('verify', { id }),

  backups: () => invoke('backups'),
  previewBackup: (token) => invoke('preview_backup', { token }),
  backUp: () => invoke('back_up'),
  restoreBackup: (token) => invoke('restore_backup', { token }),
  exportPortable: (id) => invoke('export_portable', { id }),
  planImport: () => invoke('plan_import'),
  importPortable: (token) => invoke('import_portable', { token }),
  chooseFolder: (which) => invoke('choose_folder', { which }),
  forgetFolder: (which) => invoke('forget_folder', { which }),
  moveFolder: () => invoke('move_folder'),

  profileOffer: () => invoke('profile_offer'),
  applyProfile: (ids) => invoke('apply_profile', { ids }),
  leaveProfile: () => invoke('leave_profile'),

  exportFile: (kind, document, draft) => invoke('export_file', { kind, document, draft }),
  openSaved: (token) => invoke('open_saved', { token }),
  showSaved: (token) => invoke('show_saved', { token }),
  openLink: (href) => invoke('open_link', { href }),
};
