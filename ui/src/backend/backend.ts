import type {
  CatalogueView,
  Draft,
  Example,
  ExportKind,
  Failure,
  OldAnswer,
  OldPolicy,
  Opened,
  Review,
  Saved,
  SavedDraft,
} from './types';

/** All the window can ask of Rust. A refusal is a {@link Failure}. */
export interface Backend {
  /** Questions, words, sources and the paper's style sheet; loaded once. */
  catalogue(): Promise<CatalogueView>;
  /** The kept draft, or null on a first visit. */
  openDraft(): Promise<Draft | null>;
  saveDraft(draft: Draft): Promise<SavedDraft>;
  review(draft: Draft): Promise<Review>;
  /** The draft with the preset's answers suggested where nothing was answered. */
  applyPreset(id: string, draft: Draft): Promise<Draft>;
  /** A finished policy of a practice that does not exist. */
  example(): Promise<Example>;
  /** What an existing policy says and lacks. Its text is looked at and forgotten. */
  checkOld(text: string): Promise<OldPolicy>;
  /** Rust asks which file and reads it. Null: the person changed her mind. */
  openOld(): Promise<Opened | null>;
  /** A draft of the answers found, all waiting for a yes. */
  startOld(found: OldAnswer[]): Promise<Draft>;
  /** Rust asks where and writes. Null: the person changed her mind. */
  exportFile(kind: ExportKind, document: string, draft: Draft): Promise<Saved | null>;
  openSaved(token: string): Promise<void>;
  showSaved(token: string): Promise<void>;
  /** Only links of the catalogue's sources; Rust refuses others. */
  openLink(href: string): Promise<void>;
}

/** Whatever was thrown, as the value the window can show. */
export function failureOf(thrown: unknown): Failure {
  if (typeof thrown === 'object' && thrown !== null && 'code' in thrown && 'message' in thrown) {
    const { code, message } = thrown;
    const detail = 'detail' in thrown ? String(thrown.detail ?? '') : '';
    return { code: String(code), message: String(message), detail };
  }
  return { code: 'unexpected', message: '', detail: String(thrown) };
}
