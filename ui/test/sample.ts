import type { Backend } from '../src/backend/backend';
import type {
  CatalogueView,
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

/** Answers at once; `over` replaces single calls. */
export function backend(over: Partial<Backend> = {}): Backend {
  return {
    catalogue: async () => view,
    openDraft: async () => null,
    saveDraft: async () => ({ saved_at: '10:42' }),
    review: async (draft) => review(draft),
    applyPreset: async () => ({
      format: 1,
      answers: { requests: 'decline', ways: ['phone'] },
      suggested: ['requests', 'ways'],
    }),
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
    exportFile: async () => ({
      token: 't',
      path: 'a/policy.pdf',
      name: 'policy.pdf',
      bytes: 29000,
    }),
    openSaved: async () => {},
    showSaved: async () => {},
    openLink: async () => {},
    ...over,
  };
}
