import type { Draft } from '../../backend/types';
import type { Terms } from '../../state/draft.svelte';
import { localDay, monthsLater } from '../../text/when';

/** When it is looked at again: in so many months, on a day, or on none. */
export type ReviewChoice = '6' | '12' | 'other' | 'never';

/** The months that are offered. */
export const MONTHS = ['6', '12'] as const;

export type Filled = {
  effective: string;
  choice: ReviewChoice | null;
  /** For `other`. */
  day: string;
  note: string;
};

export type Faults = { effective?: 'missing'; review?: 'missing' | 'before' };

/** What the answers say already. */
export function filledFrom({ answers }: Draft): Filled {
  const text = (id: string) => (typeof answers[id] === 'string' ? answers[id] : '');
  const effective = text('effective_date') || localDay();
  const review = text('review_date');
  const months = MONTHS.find((months) => monthsLater(effective, Number(months)) === review);
  const choice = months ?? (review ? 'other' : null);
  return { effective, choice, day: choice === 'other' ? review : '', note: '' };
}

export function reviewDay({ effective, choice, day }: Filled): string | null {
  if (choice === 'other') return day;
  return choice === '6' || choice === '12' ? monthsLater(effective, Number(choice)) : null;
}

export function faultsIn(filled: Filled): Faults {
  const faults: Faults = {};
  const review = reviewDay(filled);
  if (!isDay(filled.effective)) faults.effective = 'missing';
  if (filled.choice === null || (filled.choice === 'other' && !isDay(filled.day))) {
    faults.review = 'missing';
  } else if (review !== null && review <= filled.effective) faults.review = 'before';
  return faults;
}

export function termsOf(filled: Filled): Terms {
  return { effective: filled.effective, review: reviewDay(filled), note: filled.note.trim() };
}

export function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text);
}
