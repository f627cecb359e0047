import type {
  BackupCard,
  Draft,
  Notice,
  OpenPolicy,
  PolicyCard,
  RevisionView,
  Steps,
} from './types';

export type Step = { draft: Draft; label: string; field: string | null };
export type Point = { step: number; at: string; said: string; draft: Draft };
export type Issued = RevisionView & { draft: Draft };

export type Kept = {
  id: string;
  /** Her name for it; empty: the practice's. */
  name: string;
  saved_at: string;
  archived: boolean;
  draft: Draft;
  undo: Step[];
  redo: Step[];
  /** The field whose next save belongs to the last step. */
  run: string | null;
  revisions: Issued[];
  points: Point[];
};

export type State = {
  policies: Kept[];
  last: string | null;
  backups: { card: BackupCard; state: string }[];
  outputs: string | null;
  backupFolder: string | null;
  profile: Record<string, unknown>;
  /** Profile answers that changed since it was offered last. */
  unoffered: string[];
  notices: Notice[];
  read_only: boolean;
  made: number;
};

export const EMPTY: State = {
  policies: [],
  last: null,
  backups: [],
  outputs: null,
  backupFolder: null,
  profile: {},
  unoffered: [],
  notices: [],
  read_only: false,
  made: 0,
};

export function titleOf({ name, draft }: Kept): string {
  return name || String(draft.answers.practice_name ?? '');
}

export function stepsOf({ undo, redo }: Kept): Steps {
  return { undo: undo.length, redo: redo.length };
}

export function bare({ draft: _, ...revision }: Issued): RevisionView {
  return revision;
}

export function view(policy: Kept): OpenPolicy {
  const { id, draft, saved_at, revisions } = policy;
  return {
    id,
    title: titleOf(policy),
    draft,
    steps: stepsOf(policy),
    saved_at,
    revisions: revisions.map(bare),
  };
}

export function due({ id, title, revision, review_due }: PolicyCard): Notice[] {
  if (!review_due || !revision?.review) return [];
  const text = `${title}: you wanted to look at issue ${revision.number} again by ${said(revision.review)}. If it still holds, issue it again with a new date.`;
  return [{ kind: 'review_due', text, details: [], policy: id }];
}

export function said(iso: string): string {
  const date = new Date(`${iso.slice(0, 10)}T00:00:00Z`);
  return new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' }).format(date);
}

export function words(answer: unknown): string {
  if (!Array.isArray(answer)) return String(answer ?? '');
  return answer.map((row) => Object.values(row as Record<string, string>).join(', ')).join('; ');
}

/** Looks like a fingerprint and differs when the words differ. */
export function fingerprint(text: string): string {
  let sum = 0x811c9dc5;
  for (const char of text) sum = Math.imul(sum ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  const hex = sum.toString(16).padStart(8, '0').toUpperCase();
  return `${hex.slice(0, 4)}-${hex.slice(4)}`;
}
