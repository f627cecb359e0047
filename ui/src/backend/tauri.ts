import { invoke } from '@tauri-apps/api/core';

import type { Backend } from './backend';
import type { Draft } from './types';

type Notice = { kind: string; text: string; policy: string | null };
type Desk = { policies: { id: string }[]; last: string | null; notices: Notice[] };
type OpenPolicy = { id: string; draft: Draft };

/** The policy that is open. The screens know one; the store has many. */
let open: string | null = null;
let told = false;

async function openDraft(): Promise<Draft | null> {
  const desk = await invoke<Desk>('desk');
  const lost = desk.notices.find(({ kind, policy }) => kind === 'moved_in' && policy === null);
  if (lost && !told) {
    told = true;
    throw { code: 'draft_damaged', message: lost.text, detail: '' };
  }
  const id = desk.last ?? desk.policies[0]?.id;
  if (!id) return null;
  const policy = await invoke<OpenPolicy>('open_policy', { id });
  open = policy.id;
  return policy.draft;
}

async function saveDraft(draft: Draft): Promise<{ saved_at: string }> {
  open ??= (await invoke<OpenPolicy>('new_policy', { draft })).id;
  const saved = await invoke<{ saved_at: string }>('save_draft', {
    id: open,
    draft,
    field: null,
    label: 'answer',
  });
  return { saved_at: saved.saved_at.slice(11, 16) };
}

export const backend: Backend = {
  catalogue: () => invoke('catalogue'),
  openDraft,
  saveDraft,
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
