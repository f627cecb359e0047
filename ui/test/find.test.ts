import { expect, test } from 'vitest';

import { Beside } from '../src/state/beside.svelte';
import { find, MOST, type Haystack } from '../src/state/find';
import { choices, question } from './sample';

const part = (id: string, ...clauses: string[]) => ({
  id,
  html: '',
  blocks: clauses.map((clause) => ({ clause, kind: 'ours' as const, questions: [] })),
});
const haystack: Haystack = {
  steps: [
    {
      title: 'Messages',
      questions: [
        question({ id: 'dm', ask: 'Do you answer Direct messages?', choices: choices('direct') }),
      ],
    },
  ],
  outline: [{ id: 'messages', title: 'If you message me', moves: true, printed: true, items: [] }],
  preview: { lang: 'en', parts: [part('head', ''), part('messages', 'dm-none')] },
  texts: ({ id }) => (id === 'head' ? ['Direct care'] : ['Please don’t send direct messages.']),
};

test('words are found in questions, choices and clauses, each with its place', () => {
  const hits = find('DIRECT', haystack);
  expect(hits.map(({ kind, where, to }) => [kind, where, to])).toEqual([
    ['question', 'Messages', 'dm'],
    ['choice', 'Messages', 'dm'],
    ['policy', 'If you message me', 'dm-none'],
  ]);
  expect(hits[0]).toMatchObject({ before: 'Do you answer ', words: 'Direct', after: ' messages?' });
});

test('the shape of an apostrophe does not matter, and one letter is no search', () => {
  expect(find("don't", haystack)).toHaveLength(1);
  expect(find(' d ', haystack)).toEqual([]);
  expect(find('nowhere', haystack)).toEqual([]);
});

test('what stands far into a text is shown from near before it, and no more than helps', () => {
  const long = `${'Many words come first here. '.repeat(5)}Then the needle stands.`;
  const [hit] = find('needle', { ...haystack, texts: () => [long] });
  expect(hit?.before.startsWith('… ')).toBe(true);
  expect(hit!.before.length).toBeLessThan(60);
  const many = part('messages', ...Array.from({ length: 100 }, () => 'dm-none'));
  const all = { ...haystack, preview: { lang: 'en', parts: [many] } };
  expect(find('needle', { ...all, texts: () => many.blocks.map(() => long) })).toHaveLength(MOST);
});

test('the preview grows and shrinks in steps, and stops at the ends', () => {
  const beside = new Beside();
  beside.resize(1);
  expect(beside.zoom).toBe(1.1);
  for (let n = 0; n < 20; n += 1) beside.resize(1);
  expect(beside.zoom).toBe(2);
  beside.resize(0);
  expect(beside.zoom).toBe(1);
  for (let n = 0; n < 20; n += 1) beside.resize(-1);
  expect(beside.zoom).toBe(0.67);
});
