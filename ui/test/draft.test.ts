import { expect, test } from 'vitest';

import { OpenDraft } from '../src/state/draft.svelte';
import { backend, review } from './sample';

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

function opened(over = {}) {
  const open = new OpenDraft(backend(over));
  open.open({ format: 1, answers: { requests: 'decline' }, suggested: ['requests'] });
  return open;
}

test('an answer that was touched is no suggestion any more', () => {
  const open = opened();
  expect(open.isSuggested('requests')).toBe(true);
  open.answer('requests', 'accept');
  expect(open.isSuggested('requests')).toBe(false);
});

test('confirming keeps the answer and takes the mark', () => {
  const open = opened();
  open.confirm(['requests', 'ways']);
  expect(open.draft).toEqual({ format: 1, answers: { requests: 'decline' }, suggested: [] });
  open.confirm(['requests']);
  open.undo();
  expect(open.isSuggested('requests'), 'confirming nothing was no step').toBe(true);
});

test('an empty answer is no answer', () => {
  const open = opened();
  open.answer('name', 'W', true);
  open.answer('name', '', true);
  expect('name' in open.draft.answers).toBe(false);
});

test('a run of typing is one step of undo', () => {
  const open = opened();
  for (const name of ['W', 'Wi', 'Wil']) open.answer('name', name, true);
  open.settle();
  open.answer('name', 'Willow', true);
  expect(open.undo()).toEqual(['name']);
  expect(open.draft.answers.name).toBe('Wil');
  open.undo();
  expect(open.draft.answers.name).toBeUndefined();
  expect(open.redo()).toEqual(['name']);
  expect(open.draft.answers.name).toBe('Wil');
});

test('each change is reviewed and kept', async () => {
  const saved: unknown[] = [];
  const open = opened({
    saveDraft: async (draft: unknown) => {
      saved.push(draft);
      return { saved_at: '10:42' };
    },
  });
  open.answer('requests', 'accept');
  await open.save();
  await settled();
  expect(open.review?.preview.parts[0]?.html).toContain('We accept');
  expect(saved).toEqual([{ format: 1, answers: { requests: 'accept' }, suggested: [] }]);
  expect(open.savedAt).toBe('10:42');
});

test('a failed save is told until it works again', async () => {
  let fails = true;
  const open = opened({
    saveDraft: async () => {
      if (fails) throw { code: 'cannot_write', message: 'The disk is full.', detail: '' };
      return { saved_at: '10:43' };
    },
  });
  open.answer('name', 'Willow');
  await open.save();
  expect(open.trouble?.failure).toMatchObject({ code: 'cannot_write' });
  fails = false;
  open.again();
  await settled();
  expect(open.trouble).toBeNull();
  expect(open.savedAt).toBe('10:43');
});

test('a failed review leaves the last one standing', async () => {
  let fails = false;
  const open = opened({
    review: async (draft: Parameters<typeof review>[0]) => {
      if (fails) throw { code: 'unexpected', message: '', detail: 'x' };
      return review(draft);
    },
  });
  await settled();
  const before = open.review;
  fails = true;
  open.answer('name', 'Willow');
  await settled();
  expect(open.review).toBe(before);
  expect(open.trouble?.what).toBe('review');
});
