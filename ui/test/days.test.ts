import { expect, test } from 'vitest';

import { faultsIn, filledFrom, termsOf, type Filled } from '../src/parts/issue/terms';
import { localDay, monthsLater, when } from '../src/text/when';

const now = new Date(2026, 11, 1, 15, 30);

test('a moment is said as people say it', () => {
  expect(when('2026-12-01T10:42:00-08:00', 'en', now)).toBe('today 10:42');
  expect(when('2026-11-30T23:59:00-08:00', 'en', now)).toBe('yesterday 23:59');
  expect(when('2026-11-19T10:42:00-08:00', 'en', now)).toBe('November 19');
  expect(when('2025-12-01T10:42:00-08:00', 'en', now)).toBe('December 1, 2025');
  expect(when('2026-12-02T10:42:00-08:00', 'en', now), 'a clock set back').toBe('December 2');
  expect(localDay(now)).toBe('2026-12-01');
});

test('months later is the same day, or the last of a shorter month', () => {
  expect(monthsLater('2026-12-01', 6)).toBe('2027-06-01');
  expect(monthsLater('2026-08-31', 6)).toBe('2027-02-28');
  expect(monthsLater('2024-02-29', 12)).toBe('2025-02-28');
});

const draft = (answers: Record<string, unknown>) => ({ format: 2, answers, suggested: [] });

test('an issue begins with the days the answers name', () => {
  const filled = (answers: Record<string, unknown>) => filledFrom(draft(answers));
  const from = { effective_date: '2026-12-01' };
  expect(filled(from)).toEqual({ effective: '2026-12-01', choice: null, day: '', note: '' });
  expect(filled({ ...from, review_date: '2027-06-01' }).choice).toBe('6');
  expect(filled({ ...from, review_date: '2027-12-01' }).choice).toBe('12');
  expect(filled({ ...from, review_date: '2027-03-15' })).toMatchObject({
    choice: 'other',
    day: '2027-03-15',
  });
  expect(filled({}).effective).toBe(localDay());
});

test('the terms of an issue are checked and said', () => {
  const filled: Filled = { effective: '2026-12-01', choice: '6', day: '', note: ' First. ' };
  expect(faultsIn(filled)).toEqual({});
  expect(termsOf(filled)).toEqual({
    effective: '2026-12-01',
    review: '2027-06-01',
    note: 'First.',
  });
  expect(termsOf({ ...filled, choice: 'never' }).review).toBeNull();
  expect(faultsIn({ ...filled, choice: null })).toEqual({ review: 'missing' });
  expect(faultsIn({ ...filled, choice: 'other' })).toEqual({ review: 'missing' });
  expect(faultsIn({ ...filled, choice: 'other', day: '2026-12-01' })).toEqual({
    review: 'before',
  });
  expect(faultsIn({ ...filled, effective: '' })).toEqual({ effective: 'missing' });
});
