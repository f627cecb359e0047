// What crosses between Rust and the window. The types of the domain are generated from Rust; those
// of the shell stand here, as src-tauri/desktop/views.rs has them. Moments are ISO 8601 in the time
// of this computer, days are `YYYY-MM-DD`.
import type { Comparison, Draft, Preview, Review } from './generated/bindings';

export type * from './generated/bindings';

export type Example = { draft: Draft; review: Review };

/** A file Rust has read. */
export type Opened = { name: string; text: string };

export type ExportKind = 'pdf' | 'html';

/** In what an issue can be printed anew. */
export type CopyKind = ExportKind | 'txt';

export type PaperSize = 'letter' | 'a4';

export type Saved = { token: string; path: string; name: string; bytes: number };

/** What Rust answers when something failed. The window switches on `code` only. */
export type Failure = { code: string; message: string; detail: string };

/** What the window starts with, and gets anew after a change to the whole. */
export type DeskView = {
  /** Newest saved first; those put away too. */
  policies: PolicyCard[];
  /** The policy that was open last. */
  last: string | null;
  /** Gravest first. */
  notices: Notice[];
  /** The newest backup. */
  backup: { made_at: string; where: string } | null;
  /** The data folder, for people to see. */
  folder: string;
  /** The practice's own folder for issued copies. */
  outputs: string | null;
  /** The folder of the backups. */
  backups: string;
  /** Policies can only be looked at. */
  read_only: boolean;
};

export type PolicyCard = {
  id: string;
  /** Her name for it, else the practice's name, else empty. */
  title: string;
  saved_at: string;
  archived: boolean;
  /** The newest issued one. */
  revision: NewestRevision | null;
  /** The draft says something else than the newest issue. */
  changed: boolean;
  review_due: boolean;
};

export type NewestRevision = {
  number: number;
  effective: string;
  review: string | null;
  issued_at: string;
};

export type NoticeKind =
  'salvaged' | 'read_only' | 'backup_failed' | 'damaged' | 'clock' | 'moved_in' | 'review_due';

export type Notice = {
  kind: NoticeKind;
  /** Whole sentences. */
  text: string;
  /** The exact list, where there is one. */
  details: string[];
  /** What it is about, for a button. */
  policy: string | null;
};

export type OpenPolicy = {
  id: string;
  title: string;
  draft: Draft;
  steps: Steps;
  saved_at: string;
  /** Newest first. */
  revisions: RevisionView[];
};

/** How far undo and redo reach. */
export type Steps = { undo: number; redo: number };

/** What was done, for the list of steps; consecutive saves of one field are one step. */
export type StepLabel =
  'answer' | 'confirm' | 'preset' | 'restore' | 'import' | 'profile' | 'issue' | 'settle' | 'own';

export type SavedDraft = { saved_at: string; steps: Steps };

/** The draft after a step back, forward, or to another version. */
export type SteppedView = {
  draft: Draft;
  label: string;
  field: string | null;
  steps: Steps;
  saved_at: string;
};

/** An issue: issued once, never changed. */
export type RevisionView = {
  number: number;
  effective: string;
  review: string | null;
  note: string;
  issued_at: string;
  /** As it stands in the footer. */
  fingerprint: string;
  wording: string;
  app_version: string;
  files: { role: ExportKind; bytes: number }[];
};

export type IssuedView = {
  revision: RevisionView;
  open: OpenPolicy;
  /** The copies written into the practice's own folder; empty if none is chosen. */
  written: string[];
  /** Why they were not written, in a whole sentence; the issue stands all the same. */
  not_written: string | null;
};

/** A state of a policy. */
export type Version =
  { kind: 'revision'; number: number } | { kind: 'draft' } | { kind: 'point'; step: number };

/** A draft kept by itself, to go back to. */
export type PointView = {
  step: number;
  at: string;
  /** A phrase: "Before a preset". */
  said: string;
};

export type HistoryView = {
  /** Newest first. */
  revisions: RevisionView[];
  /** Newest first. */
  points: PointView[];
};

export type ComparisonView = {
  /** "Issue 1, December 1, 2026". */
  from_name: string;
  to_name: string;
  comparison: Comparison;
  /** There is something to tell clients. */
  sheet: boolean;
};

/** The sheet that tells clients what changed. */
export type SheetView = { preview: Preview };

export type VerificationView = { sound: boolean; sentences: string[] };

export type BackupCard = {
  token: string;
  made_at: string;
  /** A phrase: "made once a day". */
  reason: string;
};

export type BackupPreview = {
  policies: { title: string; saved_at: string; revisions: number }[];
};

/** What taking over a file would change. */
export type ImportPlan = {
  token: string;
  /** The file's name. */
  name: string;
  sentences: string[];
  /** 0: nothing would change. */
  changes: number;
};

/** The practice's details changed in one policy; others still say the old ones. */
export type ProfileOffer = {
  changes: { label: string; answer: string }[];
  policies: { id: string; title: string }[];
};

/** A place where the searched words stand. */
export type Found = { id: string; title: string; where: string };

/** A folder the person may choose. */
export type FolderRole = 'outputs' | 'backups';
