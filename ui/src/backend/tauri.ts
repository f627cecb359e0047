import { invoke } from '@tauri-apps/api/core';

import type { Backend } from './backend';

export const backend: Backend = {
  catalogue: () => invoke('catalogue'),
  openDraft: () => invoke('open_draft'),
  saveDraft: (draft) => invoke('save_draft', { draft }),
  review: (draft) => invoke('review', { draft }),
  applyPreset: (id, draft) => invoke('apply_preset', { id, draft }),
  example: () => invoke('example'),
  checkOld: (text) => invoke('check_old', { text }),
  openOld: () => invoke('open_old'),
  startOld: (found) => invoke('start_old', { found }),
  exportFile: (kind, document, draft) => invoke('export_file', { kind, document, draft }),
  openSaved: (token) => invoke('open_saved', { token }),
  showSaved: (token) => invoke('show_saved', { token }),
  openLink: (href) => invoke('open_link', { href }),
};
