import type {
  CatalogueView,
  ChoiceView,
  DocumentView,
  PresetView,
  QuestionView,
  SourceView,
  StepView,
  ValueView,
} from '../backend/types';

/** The questions and their words, found by id. */
export class Catalogue {
  readonly lang: string;
  readonly steps: StepView[];
  readonly presets: PresetView[];
  /** Ready orders of the policy beside the usual one. */
  readonly orders: PresetView[];
  /** What `[[name]]` may name in her own words. */
  readonly values: ValueView[];
  readonly pageCss: string;
  #documents: DocumentView[];
  #questions: Map<string, QuestionView>;
  #sources: Record<string, SourceView>;

  constructor(view: CatalogueView) {
    this.lang = view.lang;
    this.steps = view.steps;
    this.presets = view.presets;
    this.orders = view.orders;
    this.values = view.values;
    this.pageCss = view.page_css;
    this.#documents = view.documents;
    this.#questions = new Map(view.questions.map((question) => [question.id, question]));
    this.#sources = view.sources;
  }

  question(id: string): QuestionView | undefined {
    return this.#questions.get(id);
  }

  /** Those that exist, in the order given. */
  questions(ids: string[]): QuestionView[] {
    return ids.flatMap((id) => this.#questions.get(id) ?? []);
  }

  /** The documents of these ids, in the order given. */
  documents(ids: string[]): DocumentView[] {
    return ids.flatMap((id) => this.#documents.find((document) => document.id === id) ?? []);
  }

  /** Those that speak to these professions; all of them, when none does. */
  sources(ids: string[], professions: string[]): SourceView[] {
    const all = ids.flatMap((id) => this.#sources[id] ?? []);
    const speaks = ({ professions: bound }: SourceView) =>
      bound.length === 0 || bound.some((profession) => professions.includes(profession));
    const ours = professions.length > 0 ? all.filter(speaks) : all;
    return ours.length > 0 ? ours : all;
  }

  /** The question that names the practice: the first to ask for an organization. */
  get naming(): QuestionView | undefined {
    return [...this.#questions.values()].find((q) => q.autocomplete === 'organization');
  }

  label(question: string): string {
    return this.#questions.get(question)?.label ?? question;
  }
}

export function choiceLabel(choices: ChoiceView[], id: unknown): string | undefined {
  return choices.find((choice) => choice.id === id)?.label;
}
