import type { Draft, Finding, Preview, Severity } from '../backend/types';

const LEVELS: Severity[] = ['stop', 'warn', 'note'];

/** The gravest first; those that are kept as they are come last. */
export function inOrder(findings: Finding[]): Finding[] {
  const rank = ({ severity, kept }: Finding) => (kept ? LEVELS.length : LEVELS.indexOf(severity));
  return [...findings].sort((a, b) => rank(a) - rank(b));
}

/** The draft with a finding kept as it is, for a reason. */
export function keep(draft: Draft, { key, because }: Finding, reason: string): Draft {
  return { ...draft, format: 2, kept: { ...draft.kept, [key]: { because, reason } } };
}

/** The draft in which a finding asks again. */
export function takeUp(draft: Draft, { key }: Finding): Draft {
  const kept = { ...draft.kept };
  delete kept[key];
  return { ...draft, kept };
}

/** Whether a block of the paper is what a finding is about. */
export function isAbout(
  { question, part }: Finding,
  block: Preview['parts'][number]['blocks'][number],
): boolean {
  if (!part) return question !== '' && block.questions.includes(question);
  return block.clause !== '' && block.clause === clauseOf(part);
}

/** The clause a part of the draft speaks in, as blocks name it; empty for order and the like. */
export function clauseOf({ kind, id }: NonNullable<Finding['part']>): string {
  if (kind === 'own_clauses') return id.startsWith('own:') ? id : `own:${id}`;
  return kind === 'overrides' || kind === 'removed' ? id : '';
}
