import type { Backend } from '../src/backend/backend';
import { FakeStore } from '../src/backend/fake_store';
import type {
  CatalogueView,
  Comparison,
  Draft,
  FieldView,
  PreviewPart,
  QuestionView,
  Review,
} from '../src/backend/types';

/** A small questionnaire with a question of each type. */

export function question(more: Partial<QuestionView> & { id: string }): QuestionView {
  return {
    step: 'one',
    type: 'text',
    follow_up_of: null,
    required: true,
    quiet: false,
    label: `Label ${more.id}`,
    ask: `Ask ${more.id}?`,
    hint: '',
    why: '',
    error: '',
    choices: [],
    none: null,
    format: 'plain',
    autocomplete: '',
    others: [],
    min: null,
    max: null,
    fields: [],
    writes: [],
    sources: [],
    ...more,
  };
}

export function field(more: Partial<FieldView> & { id: string }): FieldView {
  return {
    type: 'text',
    label: `Field ${more.id}`,
    hint: '',
    choices: [],
    required: true,
    ask_if: null,
    format: 'plain',
    autocomplete: '',
    ...more,
  };
}

export const choices = (...ids: string[]) =>
  ids.map((id) => ({ id, label: `Choice ${id}`, hint: '' }));

export const view: CatalogueView = {
  lang: 'en',
  steps: [
    { id: 'one', title: 'First', intro: 'Who you are.' },
    { id: 'two', title: 'Second', intro: '' },
  ],
  questions: [
    question({ id: 'name', autocomplete: 'organization', hint: 'As on the door.' }),
    question({ id: 'requests', type: 'one_of', choices: choices('decline', 'accept') }),
    question({ id: 'years', type: 'number', follow_up_of: 'requests' }),
    question({
      id: 'ways',
      type: 'many_of',
      choices: choices('phone', 'portal', 'none'),
      none: 'none',
    }),
    question({
      id: 'people',
      type: 'records',
      max: 3,
      fields: [
        field({ id: 'name' }),
        field({ id: 'status', type: 'one_of', choices: choices('licensed', 'supervised') }),
        field({ id: 'supervisor', ask_if: { field: 'status', is: 'supervised' } }),
      ],
    }),
    question({ id: 'start', step: 'two', type: 'date' }),
    question({ id: 'own', step: 'two', type: 'paragraph', required: false, why: 'To add.' }),
  ],
  sources: {
    code: {
      body: 'A body',
      title: 'Code of Ethics',
      section: 'H.6',
      edition: '2014',
      url: 'https://example.org/code',
      checked_on: '2026-11-23',
      review_after: '2027-05-23',
      status: '',
      gist: '',
      professions: [],
    },
  },
  presets: [{ id: 'quiet', name: 'Quiet', description: 'No pages.' }],
  documents: [],
  orders: [],
  values: [],
  page_css: '',
};

export const part = (id: string, body: string, questions: string[][]): PreviewPart => ({
  id,
  html: `<section class="clause" id="${id}"><h2>${id}</h2><div class="say">${body}</div></section>`,
  blocks: questions.map((ids) => ({ clause: id, kind: 'ours' as const, questions: ids })),
});

export function review(draft: Draft, more: Partial<Review> = {}): Review {
  const applies = view.questions.filter(({ id }) => id !== 'years' || draft.answers.requests);
  return {
    steps: view.steps.map(({ id }) => ({
      id,
      state: 'in_progress',
      questions: applies.filter(({ step }) => step === id).map((asked) => asked.id),
    })),
    problems: [],
    findings: [],
    blanks: applies.filter((q) => q.required && !(q.id in draft.answers)).map(({ id }) => id),
    unconfirmed: draft.suggested,
    preview: {
      lang: 'en',
      parts: [
        part(
          'friends',
          `<p><strong>We ${draft.answers.requests ?? 'wait'}.</strong> So be it.</p><p>Call.</p>`,
          [['requests'], ['ways', 'name']],
        ),
        part('end', '<p>The end.</p>', [[]]),
      ],
    },
    own: { outline: [], taken_out: [], new_wordings: [], unused: [] },
    reading: { words: 120, grade: 5.1, smog: null, longest_sentence: 14 },
    hardest: [],
    documents: [],
    draft: true,
    ...more,
  };
}

/** The clock of the tests. */
export const NOW = new Date('2026-12-01T10:42:00Z');

const saved = async () => ({
  token: 't',
  path: 'a/policy.pdf',
  name: 'policy.pdf',
  bytes: 29000,
});

const nothingChanged: Comparison = { sections: [], added: 0, removed: 0, changed: 0, moved: 0 };

/** Answers at once, from a store in memory; `over` replaces single calls. */
export function backend(
  over: Partial<Backend> = {},
  store = new FakeStore(
    null,
    () => {},
    () => NOW,
  ),
): Backend {
  return {
    catalogue: async () => view,
    review: async (draft) => review(draft),
    applyPreset: async () => ({
      format: 1,
      answers: { requests: 'decline', ways: ['phone'] },
      suggested: ['requests', 'ways'],
    }),
    wording: async () => ({ text: 'Our **words**.', wording: 'w1' }),
    reading: async () => null,
    pages: async () => [],
    example: async () => {
      const draft: Draft = { format: 1, answers: { name: 'Example' }, suggested: [] };
      return { draft, review: review(draft) };
    },
    checkOld: async () => ({
      notes: [],
      findings: [],
      reading: null,
      hardest: [],
      missing: [],
      found: [],
      suggestions: [],
    }),
    openOld: async () => null,
    startOld: async () => ({ format: 1, answers: {}, suggested: [] }),
    desk: async () => store.desk(),
    search: async (words) => store.search(words),
    openPolicy: async (id) => store.open(id),
    newPolicy: async (draft) => store.begin(draft),
    renamePolicy: async (id, title) => store.rename(id, title),
    archivePolicy: async (id, archived) => store.archive(id, archived),
    saveDraft: async (id, draft, field, label) => store.save(id, draft, field, label),
    settleStep: async (id) => store.settle(id),
    step: async (id, way) => store.step(id, way),
    saveElsewhere: saved,
    issue: async (id, draft, effective, review, note) =>
      store.issue(id, draft, { effective, review, note }, { pdf: 1, html: 1 }),
    history: async (id) => store.history(id),
    goBack: async (id, to) => store.goBack(id, to),
    compare: async (id, from, to) => ({
      from_name: store.nameOf(id, from),
      to_name: store.nameOf(id, to),
      comparison: nothingChanged,
      sheet: false,
    }),
    changesSheet: async () => null,
    exportChanges: saved,
    saveIssued: saved,
    openIssued: async () => {},
    exportRevision: saved,
    verify: async (id) => store.verify(id),
    backups: async () => store.backups(),
    previewBackup: async (token) => store.previewBackup(token),
    backUp: async () => store.backUp(),
    restoreBackup: async (token) => store.restore(token),
    exportPortable: saved,
    planImport: async () => store.planImport(),
    importPortable: async () => store.import({ format: 2, answers: {}, suggested: [] }),
    chooseFolder: async (which) => store.setFolder(which, '/chosen'),
    forgetFolder: async (which) => store.setFolder(which, null),
    moveFolder: async () => store.desk(),
    profileOffer: async () => store.profileOffer((id) => id),
    applyProfile: async (ids) => store.applyProfile(ids),
    leaveProfile: async () => store.leaveProfile(),
    exportFile: saved,
    openSaved: async () => {},
    showSaved: async () => {},
    openLink: async () => {},
    ...over,
  };
}
