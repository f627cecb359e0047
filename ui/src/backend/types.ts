// What crosses between Rust and the window. The names are those of src-tauri/policy/src/review.rs
// and view.rs.

export type CatalogueView = {
  lang: string;
  steps: StepView[];
  questions: QuestionView[];
  sources: Record<string, SourceView>;
  presets: PresetView[];
  page_css: string;
};

export type StepView = { id: string; title: string; intro: string };

export type QuestionView = {
  id: string;
  step: string;
  type: AnswerTypeView;
  follow_up_of: string | null;
  required: boolean;
  label: string;
  ask: string;
  hint: string;
  why: string;
  error: string;
  choices: ChoiceView[];
  none: string | null;
  format: string;
  autocomplete: string;
  min: number | null;
  max: number | null;
  fields: FieldView[];
  writes: string[];
  sources: string[];
};

export type AnswerTypeView =
  'one_of' | 'many_of' | 'text' | 'paragraph' | 'number' | 'date' | 'records';

export type ChoiceView = { id: string; label: string; hint: string };

export type FieldView = {
  id: string;
  type: AnswerTypeView;
  label: string;
  hint: string;
  choices: ChoiceView[];
  required: boolean;
  ask_if: FieldConditionView | null;
  format: string;
  autocomplete: string;
};

export type FieldConditionView = { field: string; is: string };

export type SourceView = {
  body: string;
  title: string;
  section: string;
  edition: string;
  url: string;
  checked_on: string;
  review_after: string;
  status: string;
  gist: string;
};

export type PresetView = { id: string; name: string; description: string };

export type Draft = { format: 1; answers: Record<string, unknown>; suggested: string[] };

export type Review = {
  steps: Step[];
  problems: Problem[];
  findings: Finding[];
  blanks: string[];
  unconfirmed: string[];
  preview: Preview;
  reading: ReadingSummary;
  draft: boolean;
};

export type Step = { id: string; questions: string[]; state: StepState };

export type StepState = 'not_started' | 'in_progress' | 'done' | 'needs_attention';

export type Problem = {
  question: string;
  row: number | null;
  field: string | null;
  sentence: string;
};

export type Severity = 'stop' | 'warn' | 'note';

export type Finding = {
  rule: string;
  severity: Severity;
  question: string;
  sentence: string;
  hint: string;
  quote: string;
  sources: string[];
  fix: Fix | null;
};

export type Fix = { question: string; answer: unknown };

export type Preview = { lang: string; parts: PreviewPart[] };

export type PreviewPart = { id: string; html: string; blocks: BlockOrigin[] };

export type BlockOrigin = { clause: string; questions: string[] };

export type ReadingSummary = {
  words: number;
  grade: number;
  smog: number | null;
  longest_sentence: number;
};

export type Example = { draft: Draft; review: Review };

export type ExportKind = 'pdf' | 'html';

export type Saved = { token: string; path: string; name: string; bytes: number };

export type SavedDraft = { saved_at: string };

/** What Rust answers when something failed. The window switches on `code` only. */
export type Failure = { code: string; message: string; detail: string };
