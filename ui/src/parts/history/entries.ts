import type { HistoryView, RevisionView, Version } from '../../backend/types';

/** Something of the past that can be compared, or the draft as it is. */
export type Entry = {
  key: string;
  version: Version;
  /** When it came to be; the draft has no such moment. */
  at: string;
  revision: RevisionView | null;
  /** For drafts kept by themselves: why. */
  said: string;
};

/** Newest first; the draft comes before all, where it is no issue. */
export function entriesOf(history: HistoryView, unissued: boolean): Entry[] {
  const past: Entry[] = [
    ...history.revisions.map((revision) => ({
      key: `revision-${revision.number}`,
      version: { kind: 'revision' as const, number: revision.number },
      at: revision.issued_at,
      revision,
      said: '',
    })),
    ...history.points.map(({ step, at, said }) => ({
      key: `point-${step}`,
      version: { kind: 'point' as const, step },
      at,
      revision: null,
      said,
    })),
  ].sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  const draft: Entry = {
    key: 'draft',
    version: { kind: 'draft' },
    at: '',
    revision: null,
    said: '',
  };
  return unissued ? [draft, ...past] : past;
}

/** What is compared at first: the draft or newest issue, with the issue before it. */
export function firstPair(entries: Entry[]): string[] {
  const [newest] = entries;
  if (!newest) return [];
  const older = entries.slice(1);
  const before = older.find(({ revision }) => revision !== null) ?? older[0];
  return before ? [newest.key, before.key] : [];
}

/** Two are compared: a third takes the place of the one chosen first. */
export function toggled(chosen: string[], key: string): string[] {
  if (chosen.includes(key)) return chosen.filter((other) => other !== key);
  return [...chosen, key].slice(-2);
}

/** The two in the order of time, the older first; null while there are not two. */
export function pairOf(entries: Entry[], chosen: string[]): { from: Entry; to: Entry } | null {
  const [to, from] = entries.filter(({ key }) => chosen.includes(key));
  return from && to ? { from, to } : null;
}
