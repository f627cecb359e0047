import { expect, test } from 'vitest';

import type { Comparison, HistoryView, RevisionView } from '../src/backend/types';
import { differences, grouped, opening } from '../src/parts/history/compared';
import { entriesOf, firstPair, pairOf, toggled } from '../src/parts/history/entries';

const revision = (number: number, issued_at: string): RevisionView => ({
  number,
  effective: '2026-12-01',
  review: null,
  note: '',
  issued_at,
  fingerprint: '7F3A-91C2',
  wording: '',
  app_version: '',
  files: [],
});

const history: HistoryView = {
  revisions: [revision(2, '2026-12-03T09:00:00+00:00'), revision(1, '2026-12-01T09:00:00+00:00')],
  points: [
    // In another zone, before issue 2 although its digits are larger.
    { step: 7, at: '2026-12-03T10:00:00+02:00', said: 'Before a preset' },
    { step: 1, at: '2026-11-30T09:00:00+00:00', said: 'As it began' },
  ],
};

const keys = (entries: { key: string }[]) => entries.map(({ key }) => key);

test('the past stands in the order of time, the unissued draft before it', () => {
  const past = ['revision-2', 'point-7', 'revision-1', 'point-1'];
  expect(keys(entriesOf(history, false))).toEqual(past);
  expect(keys(entriesOf(history, true))).toEqual(['draft', ...past]);
});

test('at first the newest is compared with the issue before it', () => {
  expect(firstPair(entriesOf(history, true))).toEqual(['draft', 'revision-2']);
  expect(firstPair(entriesOf(history, false))).toEqual(['revision-2', 'revision-1']);
  const drafts = { revisions: [], points: history.points };
  expect(firstPair(entriesOf(drafts, true))).toEqual(['draft', 'point-7']);
  expect(firstPair(entriesOf({ revisions: [], points: [] }, true))).toEqual([]);
});

test('a third choice takes the place of the one chosen first', () => {
  expect(toggled(['a', 'b'], 'c')).toEqual(['b', 'c']);
  expect(toggled(['a', 'b'], 'a')).toEqual(['b']);
});

test('the older of two is where a comparison starts, however they were chosen', () => {
  const entries = entriesOf(history, true);
  for (const chosen of [
    ['draft', 'revision-1'],
    ['revision-1', 'draft'],
  ]) {
    expect(pairOf(entries, chosen)).toMatchObject({
      from: { key: 'revision-1' },
      to: { key: 'draft' },
    });
  }
  expect(pairOf(entries, ['draft'])).toBeNull();
});

const block = (list: boolean, ...runs: [change: 'same' | 'added' | 'removed', text: string][]) => ({
  change: 'changed' as const,
  list,
  runs: runs.map(([change, text]) => ({ change, text })),
});

test('a clause is told by its words as they stand now, or stood when it was taken out', () => {
  const blocks = [
    block(false, ['same', 'I answer '], ['removed', 'never. '], ['added', 'in two days. ']),
  ];
  const clause = { clause: 'c', said: '', blocks };
  expect(opening({ ...clause, change: 'changed' })).toBe('I answer in two days.');
  expect(opening({ ...clause, change: 'removed' })).toBe('I answer never.');
  const long = [
    block(false, ['same', 'one two three']),
    block(true, ['same', 'four five six seven eight nine ten']),
  ];
  expect(opening({ ...clause, blocks: long, change: 'moved' })).toBe(
    'one two three four five six seven eight nine …',
  );
});

test('only what is not the same counts as a difference', () => {
  const clause = (change: 'same' | 'added') => ({ clause: change, change, said: '', blocks: [] });
  const comparison: Comparison = {
    sections: [
      { id: 'a', title: 'A', change: 'same', clauses: [clause('same')] },
      { id: 'b', title: 'B', change: 'changed', clauses: [clause('same'), clause('added')] },
    ],
    added: 1,
    removed: 0,
    changed: 0,
    moved: 0,
  };
  expect(differences(comparison).map(({ id }) => id)).toEqual(['compared-b-1']);
});

test('items of a list stay together', () => {
  const item = block(true, ['same', 'x']);
  const line = block(false, ['same', 'y']);
  const groups = grouped([line, item, item, line, item]);
  expect(groups.map(({ list, blocks }) => [list, blocks.length])).toEqual([
    [false, 1],
    [true, 2],
    [false, 1],
    [true, 1],
  ]);
});
