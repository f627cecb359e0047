import type { Backend } from './backend';
import { FakeStore } from './fake_store';
import type {
  CatalogueView,
  Comparison,
  Draft,
  Failure,
  OldPolicy,
  Review,
  Saved,
  SheetView,
} from './types';

type Command = keyof Backend;

const KEPT = 'plain-policy-store';
const failures = new Map<Command, Failure>();
const store = new FakeStore(localStorage.getItem(KEPT), (state) =>
  localStorage.setItem(KEPT, state),
);

/** Calls that would leave the window, for tests to read. */
export const calls: [Command, ...unknown[]][] = [];

/** Asks the program behind dev/engine.mjs. */
async function ask<T>(command: string, body: unknown = {}): Promise<T> {
  const answer = await fetch(`/engine/${command}`, { method: 'POST', body: JSON.stringify(body) });
  const value: unknown = await answer.json();
  if (!answer.ok) throw value;
  return value as T;
}

async function note(command: Command, ...rest: unknown[]): Promise<void> {
  calls.push([command, ...rest]);
}

/** The sheet as the window shows it: each element of its body a part. */
function sheetOf(body: string): SheetView {
  const template = document.createElement('template');
  template.innerHTML = body;
  const parts = [...template.content.children].map(({ outerHTML }, n) => ({
    id: `part-${n}`,
    html: outerHTML,
    blocks: [],
  }));
  return { preview: { lang: 'en', parts } };
}

let catalogue: Promise<CatalogueView> | null = null;

const commands: Backend = {
  catalogue: () => (catalogue ??= ask('catalogue')),
  review: (draft) => ask('review', { draft }),
  applyPreset: (id, draft) => ask('applyPreset', { id, draft }),
  wording: (draft, clause) => ask('wording', { draft, clause }),
  reading: async (text) => (await ask<OldPolicy>('checkOld', { text })).reading,
  pages: (draft, document, paper) => ask('pages', { draft, document, paper }),
  example: () => ask('example'),

  checkOld: (text) => ask('checkOld', { text }),
  openOld: () => ask('openOld'),
  startOld: async (found) => ({
    format: 2,
    answers: Object.fromEntries(found.map(({ question, answer }) => [question, answer])),
    suggested: found.map(({ question }) => question),
  }),

  desk: async () => store.desk(),
  search: async (text) => store.search(text),
  openPolicy: async (id) => store.open(id),
  newPolicy: async (draft) => store.begin(draft),
  renamePolicy: async (id, title) => store.rename(id, title),
  archivePolicy: async (id, archived) => store.archive(id, archived),

  saveDraft: async (id, draft, field, label) => store.save(id, draft, field, label),
  settleStep: async (id) => store.settle(id),
  step: async (id, way) => store.step(id, way),
  saveElsewhere: async (draft) => portable(String(draft.answers.practice_name ?? 'Policy')),

  async issue(id, draft, effective, review, note) {
    const { draft: open } = await ask<Review>('review', { draft });
    if (open) {
      const message = 'This policy cannot be issued yet.';
      throw { code: 'not_ready', message, detail: '' };
    }
    const [pdf, html] = await Promise.all([
      ask<Saved>('exportFile', { kind: 'pdf', document: 'policy', draft }),
      ask<Saved>('exportFile', { kind: 'html', document: 'policy', draft }),
    ]);
    const bytes = { pdf: pdf.bytes, html: html.bytes };
    return store.issue(id, draft, { effective, review, note }, bytes);
  },
  history: async (id) => store.history(id),
  goBack: async (id, to) => store.goBack(id, to),
  async compare(id, from, to) {
    const [older, newer] = [store.draftOf(id, from), store.draftOf(id, to)];
    const [comparison, sheet] = await Promise.all([
      ask<Comparison>('compare', { older, newer }),
      ask<string | null>('changesSheet', { older, newer }),
    ]);
    return {
      from_name: store.nameOf(id, from),
      to_name: store.nameOf(id, to),
      comparison,
      sheet: sheet !== null,
    };
  },
  async changesSheet(id, from, to) {
    const [older, newer] = [store.draftOf(id, from), store.draftOf(id, to)];
    const body = await ask<string | null>('changesSheet', { older, newer });
    return body === null ? null : sheetOf(body);
  },
  exportChanges: (id, from, to, kind) =>
    ask('exportChanges', { older: store.draftOf(id, from), newer: store.draftOf(id, to), kind }),
  saveIssued: (id, number, role) => issuedFile(id, number, role),
  openIssued: (id, number, role) => note('openIssued', id, number, role),
  exportRevision: (id, number, kind, paper) => issuedFile(id, number, kind, paper),
  verify: async (id) => store.verify(id),

  backups: async () => store.backups(),
  previewBackup: async (token) => store.previewBackup(token),
  backUp: async () => store.backUp(),
  restoreBackup: async (token) => store.restore(token),
  exportPortable: async (id) =>
    portable(store.desk().policies.find((policy) => policy.id === id)?.title ?? 'All-policies'),
  planImport: async () => store.planImport(),
  importPortable: async () => store.import((await ask<{ draft: Draft }>('example')).draft),
  chooseFolder: async (which) =>
    store.setFolder(which, which === 'outputs' ? '/home/dana/Policies' : '/media/dana/Backups'),
  forgetFolder: async (which) => store.setFolder(which, null),
  async moveFolder() {
    fail('desk', null);
    return store.desk();
  },

  async profileOffer() {
    const { questions } = await commands.catalogue();
    return store.profileOffer((id) => questions.find((q) => q.id === id)?.label ?? id);
  },
  applyProfile: async (ids) => store.applyProfile(ids),
  leaveProfile: async () => store.leaveProfile(),

  exportFile: (kind, document, draft) => ask('exportFile', { kind, document, draft }),
  openSaved: (token) => note('openSaved', token),
  showSaved: (token) => note('showSaved', token),
  openLink: (href) => note('openLink', href),
};

function portable(title: string): Saved {
  const name = `${title.replaceAll(' ', '-')}.plainpolicy`;
  return { token: name, path: `Documents/${name}`, name, bytes: 18_000 };
}

async function issuedFile(
  id: string,
  number: number,
  kind: string,
  paper: string | null = null,
): Promise<Saved> {
  const draft = store.draftOf(id, { kind: 'revision', number });
  const saved = await ask<Saved>('exportFile', { kind, document: 'policy', draft, paper });
  const name = saved.name.replace(/(-draft)?\.(\w+)$/, `-issue-${number}.$2`);
  return { ...saved, name, path: `Documents/${name}` };
}

/** Each command refuses while it is told to. */
export const backend = Object.fromEntries(
  Object.entries(commands).map(([command, act]) => [
    command,
    async (...given: unknown[]) => {
      const failure = failures.get(command as Command);
      if (failure) throw failure;
      return (act as (...given: unknown[]) => unknown)(...given);
    },
  ]),
) as unknown as Backend;

/** Makes a command fail until it is told to work again; also after a reload, in this tab. */
export function fail(command: Command, failure: Failure | null) {
  if (failure) failures.set(command, failure);
  else failures.delete(command);
  sessionStorage.setItem('failures', JSON.stringify([...failures]));
}

for (const [command, failure] of JSON.parse(sessionStorage.getItem('failures') ?? '[]') as Iterable<
  [Command, Failure]
>) {
  failures.set(command, failure);
}

// Browser tests reach in from outside.
Object.assign(globalThis, { fakeBackend: { fail, calls, store } });
