import type { Backend } from './backend';
import type { Draft, Failure } from './types';

type Command = keyof Backend;

const KEPT = 'plain-policy-draft';
const failures = new Map<Command, Failure>();

/** Asks the program behind dev/engine.mjs. */
async function ask<T>(command: Command, body: unknown = {}): Promise<T> {
  const failure = failures.get(command);
  if (failure) throw failure;
  const answer = await fetch(`/engine/${command}`, { method: 'POST', body: JSON.stringify(body) });
  const value: unknown = await answer.json();
  if (!answer.ok) throw value;
  return value as T;
}

/** Calls that would leave the window, for tests to read. */
export const calls: [Command, string][] = [];

export const backend: Backend = {
  catalogue: () => ask('catalogue'),
  async openDraft() {
    await refuse('openDraft');
    const kept = localStorage.getItem(KEPT);
    return kept ? (JSON.parse(kept) as Draft) : null;
  },
  async saveDraft(draft) {
    await refuse('saveDraft');
    localStorage.setItem(KEPT, JSON.stringify(draft));
    const now = new Date();
    const two = (n: number) => String(n).padStart(2, '0');
    return { saved_at: `${two(now.getHours())}:${two(now.getMinutes())}` };
  },
  review: (draft) => ask('review', { draft }),
  applyPreset: (id, draft) => ask('applyPreset', { id, draft }),
  example: () => ask('example'),
  checkOld: (text) => ask('checkOld', { text }),
  openOld: () => ask('openOld'),
  startOld: async (found) => ({
    format: 2,
    answers: Object.fromEntries(found.map(({ question, answer }) => [question, answer])),
    suggested: found.map(({ question }) => question),
  }),
  exportFile: (kind, document, draft) => ask('exportFile', { kind, document, draft }),
  openSaved: (token) => note('openSaved', token),
  showSaved: (token) => note('showSaved', token),
  openLink: (href) => note('openLink', href),
};

async function refuse(command: Command) {
  const failure = failures.get(command);
  if (failure) throw failure;
}

async function note(command: Command, argument: string) {
  await refuse(command);
  calls.push([command, argument]);
}

/** Makes a command fail until it is told to work again. */
export function fail(command: Command, failure: Failure | null) {
  if (failure) failures.set(command, failure);
  else failures.delete(command);
}

// Browser tests reach in from outside.
Object.assign(globalThis, { fakeBackend: { fail, calls } });
