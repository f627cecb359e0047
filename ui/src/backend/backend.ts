import type {
  BackupCard,
  BackupPreview,
  CatalogueView,
  ComparisonView,
  CopyKind,
  DeskView,
  Draft,
  Example,
  ExportKind,
  Failure,
  FolderRole,
  Found,
  HistoryView,
  ImportPlan,
  IssuedView,
  OldAnswer,
  OldPolicy,
  Opened,
  OpenPolicy,
  PaperSize,
  ProfileOffer,
  ReadingSummary,
  Review,
  Saved,
  SavedDraft,
  SheetView,
  StepLabel,
  Start,
  SteppedView,
  VerificationView,
  Version,
} from './types';

/**
 * All the window can ask of Rust. A refusal is a {@link Failure}. Where Rust asks the person for a
 * file or a folder, null says that she changed her mind.
 */
export interface Backend {
  /** Questions, words, sources and the paper's style sheet; loaded once. */
  catalogue(): Promise<CatalogueView>;
  review(draft: Draft): Promise<Review>;
  /** The draft with the preset's answers suggested where nothing was answered. */
  applyPreset(id: string, draft: Draft): Promise<Draft>;
  /** Our wording of a clause, in her notation. */
  wording(draft: Draft, clause: string): Promise<Start>;
  /** How a text reads; null where it is too short to say. */
  reading(text: string): Promise<ReadingSummary | null>;
  /** Each page of a document as a picture, with the lines of its PDF. */
  pages(draft: Draft, document: string, paper: PaperSize): Promise<string[]>;
  /** A finished policy of a practice that does not exist. */
  example(): Promise<Example>;

  /** What an existing policy says and lacks. Its text is looked at and forgotten. */
  checkOld(text: string): Promise<OldPolicy>;
  openOld(): Promise<Opened | null>;
  /** A draft of the answers found, all waiting for a yes. */
  startOld(found: OldAnswer[]): Promise<Draft>;

  desk(): Promise<DeskView>;
  /** Where the searched words stand, over all policies; at most 20 places. */
  search(text: string): Promise<Found[]>;
  openPolicy(id: string): Promise<OpenPolicy>;
  /** Begins a policy with what the practice has said before, and with these answers. */
  newPolicy(draft: Draft | null): Promise<OpenPolicy>;
  renamePolicy(id: string, title: string): Promise<void>;
  archivePolicy(id: string, archived: boolean): Promise<void>;

  /** Keeps the draft; when this answers, it is on the disk. `field`: what is being typed in. */
  saveDraft(id: string, draft: Draft, field: string | null, label: StepLabel): Promise<SavedDraft>;
  /** The next save of the same field begins a new step. */
  settleStep(id: string): Promise<void>;
  /** Null: there is no such step. */
  step(id: string, way: 'undo' | 'redo'): Promise<SteppedView | null>;
  /** Writes the draft as a `.plainpolicy` file although the store cannot be written. */
  saveElsewhere(draft: Draft): Promise<Saved | null>;

  issue(
    id: string,
    draft: Draft,
    effective: string,
    review: string | null,
    note: string,
  ): Promise<IssuedView>;
  history(id: string): Promise<HistoryView>;
  /** An edit like any other: it can be undone. */
  goBack(id: string, to: Version): Promise<SteppedView>;
  /** `from` is the older one. */
  compare(id: string, from: Version, to: Version): Promise<ComparisonView>;
  /** Null: nothing but dates changed. */
  changesSheet(id: string, from: Version, to: Version): Promise<SheetView | null>;
  exportChanges(id: string, from: Version, to: Version, kind: ExportKind): Promise<Saved | null>;
  /** The very file that was issued. */
  saveIssued(id: string, number: number, role: ExportKind): Promise<Saved | null>;
  openIssued(id: string, number: number, role: ExportKind): Promise<void>;
  /** Another copy of an issue, printed anew from what was frozen. */
  exportRevision(
    id: string,
    number: number,
    kind: CopyKind,
    paper: PaperSize | null,
  ): Promise<Saved | null>;
  /** Reads again what was issued, of one policy or of all. */
  verify(id: string | null): Promise<VerificationView>;

  backups(): Promise<BackupCard[]>;
  previewBackup(token: string): Promise<BackupPreview>;
  backUp(): Promise<DeskView>;
  restoreBackup(token: string): Promise<DeskView>;
  /** One policy or everything, as a file for another computer. */
  exportPortable(id: string | null): Promise<Saved | null>;
  /** Says what taking over a file would change; changes nothing. */
  planImport(): Promise<ImportPlan | null>;
  importPortable(token: string): Promise<DeskView>;
  chooseFolder(which: FolderRole): Promise<DeskView | null>;
  /** Outputs: none. Backups: back to the data folder. */
  forgetFolder(which: FolderRole): Promise<DeskView>;
  /** From a folder that another program keeps in step to one of this computer. */
  moveFolder(): Promise<DeskView | null>;

  /** Null: nothing to offer. */
  profileOffer(): Promise<ProfileOffer | null>;
  applyProfile(ids: string[]): Promise<DeskView>;
  /** Not now: the same change is not offered again. */
  leaveProfile(): Promise<void>;

  /** Rust asks where and writes. */
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
