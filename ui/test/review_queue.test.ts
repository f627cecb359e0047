import { expect, test } from 'vitest';

import type { Draft, Review } from '../src/backend/types';
import { ReviewQueue } from '../src/state/review_queue';

const draft = (n: number): Draft => ({ format: 1, answers: { n }, suggested: [] });
const numbered = (n: number) => ({ reading: { words: n } }) as Review;

/** A queue whose replies are given by hand. */
function byHand() {
  const asked: { n: unknown; reply: (review: Review) => void; refuse: (e: unknown) => void }[] = [];
  const seen: number[] = [];
  const failed: unknown[] = [];
  const queue = new ReviewQueue<Draft, Review>(
    (draft) => new Promise((reply, refuse) => asked.push({ n: draft.answers.n, reply, refuse })),
    (review) => seen.push(review.reading.words),
    (thrown) => failed.push(thrown),
  );
  return { queue, asked, seen, failed };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

test('one request is in flight, and the newest draft is next', async () => {
  const { queue, asked, seen } = byHand();
  for (const n of [1, 2, 3]) queue.request(draft(n));
  expect(
    asked.map(({ n }) => n),
    'the others wait',
  ).toEqual([1]);
  asked[0]?.reply(numbered(1));
  await settled();
  expect(
    asked.map(({ n }) => n),
    'the second was overtaken',
  ).toEqual([1, 3]);
  asked[1]?.reply(numbered(3));
  await settled();
  expect(seen, 'the first reply was stale when it came').toEqual([3]);
});

test('a failure is told, unless a newer draft is waiting', async () => {
  const { queue, asked, seen, failed } = byHand();
  queue.request(draft(1));
  queue.request(draft(2));
  asked[0]?.refuse('old');
  await settled();
  expect(failed).toEqual([]);
  asked[1]?.refuse('new');
  await settled();
  expect(failed).toEqual(['new']);
  queue.request(draft(3));
  asked[2]?.reply(numbered(3));
  await settled();
  expect(seen, 'the queue goes on after a failure').toEqual([3]);
});
