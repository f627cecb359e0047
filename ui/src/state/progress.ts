import type { Review, StepState } from '../backend/types';

/** Seconds a person takes, roughly: to answer, and to agree with a suggestion. */
const ANSWER = 14;
const AGREE = 6;

/** Minutes left, from what is still open; 0 when nothing is. */
export function minutesLeft(review: Review | null): number {
  if (!review) return 0;
  const seconds = review.blanks.length * ANSWER + review.unconfirmed.length * AGREE;
  return Math.ceil(seconds / 60);
}

/** The state of Check itself on the rail. */
export function checkState(review: Review | null, checked: boolean): StepState {
  if (!review || !checked) return 'not_started';
  if (review.draft) return 'needs_attention';
  return review.unconfirmed.length > 0 ? 'in_progress' : 'done';
}

export function countOf(review: Review | null, severity: 'stop' | 'warn' | 'note'): number {
  return (
    review?.findings.filter((finding) => finding.severity === severity && !finding.kept).length ?? 0
  );
}
