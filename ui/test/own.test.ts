import { expect, test } from 'vitest';

import type { OutlineItem, OutlineSection } from '../src/backend/types';
import { EMPTY } from '../src/state/draft.svelte';
import {
  addOwn,
  dropOwn,
  forget,
  isMoved,
  keepMine,
  moveClause,
  moveSection,
  namedOrder,
  ourWords,
  putBack,
  reword,
  sayOwn,
  takeOut,
} from '../src/state/own';
import { wordDiff } from '../src/state/word_diff';

const ours = { text: 'We **never** look.', wording: 'w1' };

test('her wording keeps the version of ours that it replaced', () => {
  const first = reword(EMPTY, 'search', 'en', 'I never look.', ours);
  const mine = { text: 'I never look.', wording: 'w1', default: ours.text };
  expect(first.overrides).toEqual({ search: { en: mine } });
  const later = reword(first, 'search', 'en', 'I look.', { text: 'New.', wording: 'w2' });
  expect(later.overrides?.search?.en).toEqual({ ...mine, text: 'I look.' });
  const seen = keepMine(later, {
    clause: 'search',
    lang: 'en',
    title: '',
    yours: '',
    before: '',
    now: 'New.',
    wording: 'w2',
  });
  expect(seen.overrides?.search?.en).toEqual({ text: 'I look.', wording: 'w2', default: 'New.' });
});

test('what equals our words, or is empty, is no wording of hers', () => {
  const first = reword(EMPTY, 'search', 'en', 'I never look.', ours);
  expect(reword(first, 'search', 'en', ours.text, ours).overrides).toEqual({});
  expect(reword(first, 'search', 'en', '  ', ours).overrides).toEqual({});
  expect(ourWords(first, 'search', 'en').overrides).toEqual({});
});

test('clauses of her own have names that are not taken', () => {
  const [one, first] = addOwn(EMPTY, 'reach-us', 'en');
  const [two, second] = addOwn(one, 'reach-us', 'en');
  expect([first, second]).toEqual(['own:words-1', 'own:words-2']);
  const [three, third] = addOwn(dropOwn(two, 'words-1'), 'reviews', 'en');
  expect(third).not.toBe(second);
  expect(sayOwn(three, 'words-2', 'en', 'Park behind.').own_clauses?.['words-2']).toEqual({
    section: 'reach-us',
    place: 'end',
    text: { en: 'Park behind.' },
  });
  expect(sayOwn(EMPTY, 'gone', 'en', 'x')).toBe(EMPTY);
});

test('what is left out has its reason and comes back', () => {
  const out = takeOut(EMPTY, 'search', 'Said in person.');
  expect(out.removed).toEqual({ search: { reason: 'Said in person.' } });
  expect(putBack(out, 'search').removed).toEqual({});
});

const item = (slot: string): OutlineItem => ({
  kind: 'ours',
  slot,
  clause: slot,
  title: slot,
  question: null,
});
const section = (id: string, more: Partial<OutlineSection> = {}): OutlineSection => ({
  id,
  title: id,
  moves: true,
  printed: true,
  items: [item(`${id}-1`), item(`${id}-2`)],
  ...more,
});
const outline = [
  section('top', { moves: false }),
  section('a'),
  section('hidden', { printed: false }),
  section('b'),
  section('last', { moves: false }),
];

test('sections change places with the printed one beside them, never with what stays put', () => {
  expect(moveSection(EMPTY, outline, 'b', -1)?.order?.sections).toEqual(['b', 'a', 'hidden']);
  expect(moveSection(EMPTY, outline, 'a', 1)?.order?.sections).toEqual(['hidden', 'b', 'a']);
  expect(moveSection(EMPTY, outline, 'a', -1)).toBeNull();
  expect(moveSection(EMPTY, outline, 'b', 1)).toBeNull();
  expect(moveSection(EMPTY, outline, 'top', 1)).toBeNull();
});

test('clauses move within their section, and a ready order gives up the moves', () => {
  const moved = moveClause(EMPTY, section('a'), 'a-2', -1)!;
  expect(moved.order?.clauses).toEqual({ a: ['a-2', 'a-1'] });
  expect(isMoved(moved)).toBe(true);
  expect(moveClause(EMPTY, section('a'), 'a-1', -1)).toBeNull();
  const named = namedOrder(moved, 'lead_with_friending');
  expect(named.order).toEqual({ named: 'lead_with_friending', sections: [], clauses: {} });
  expect(isMoved(named)).toBe(false);
});

test('what does not print can be given up', () => {
  const words = { title: '', why: 'not_selected' as const, sentence: '' };
  const draft = takeOut(EMPTY, 'search', 'So.');
  const part = { kind: 'removed' as const, id: 'search' };
  expect(forget(draft, { ...words, part, name: '' }).removed).toEqual({});
  const ordered = { ...EMPTY, order: { named: '', sections: ['a', 'gone'], clauses: {} } };
  const gone = { ...words, part: { kind: 'order' as const, id: '' }, name: 'gone' };
  expect(forget(ordered, gone).order?.sections).toEqual(['a']);
});

test('words that differ are told apart, neighbours together', () => {
  expect(wordDiff('We never look you up.', 'We look you up twice.')).toEqual([
    { change: 'same', text: 'We ' },
    { change: 'removed', text: 'never ' },
    { change: 'same', text: 'look you ' },
    { change: 'removed', text: 'up.' },
    { change: 'added', text: 'up twice.' },
  ]);
  expect(wordDiff('Same words.', 'Same words.')).toEqual([{ change: 'same', text: 'Same words.' }]);
  expect(wordDiff('', 'New.')).toEqual([{ change: 'added', text: 'New.' }]);
});
