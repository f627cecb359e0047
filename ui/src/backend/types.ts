// What crosses between Rust and the window. The types of the domain are generated from Rust.
import type { Draft, Review } from './generated/bindings';

export type * from './generated/bindings';

export type Example = { draft: Draft; review: Review };

/** A file Rust has read. */
export type Opened = { name: string; text: string };

export type ExportKind = 'pdf' | 'html';

export type Saved = { token: string; path: string; name: string; bytes: number };

export type SavedDraft = { saved_at: string };

/** What Rust answers when something failed. The window switches on `code` only. */
export type Failure = { code: string; message: string; detail: string };
