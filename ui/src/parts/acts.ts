import type { Policy } from '../state/policy.svelte';
import { text } from '../text/text';

export type Act = 'save' | 'undo' | 'redo' | 'keys' | 'menu';

/** What a menu entry or its key does. */
export function actOn(policy: Policy, act: Act): void {
  if (act === 'save') void policy.open.save().then(() => (policy.spoken = text.bar.saved));
  if (act === 'undo' || act === 'redo') {
    const changed = policy.travel(act);
    const what = changed.map((id) => policy.catalogue.label(id)).slice(0, 2);
    if (what.length > 0) {
      policy.spoken = (act === 'undo' ? text.bar.undone : text.bar.redone)(what.join(', '));
    }
  }
  if (act === 'keys') document.querySelector<HTMLDialogElement>('#keys')?.showModal();
  if (act === 'menu') {
    const buttons = document.querySelectorAll<HTMLElement>('[data-menu]');
    [...buttons].find((button) => button.offsetParent)?.click();
  }
}

const DIM = 'plain-policy-dim-paper';

/** White paper is bright in a dark room; this window remembers who wants it dimmed. */
export function dimmed(): boolean {
  return localStorage.getItem(DIM) === 'yes';
}

export function setDimmed(dim: boolean): void {
  localStorage.setItem(DIM, dim ? 'yes' : 'no');
  document.documentElement.toggleAttribute('data-dim', dim);
}
