import { expect, test } from 'vitest';

import { OpenDraft } from '../src/state/draft.svelte';
import { backend, review } from './sample';

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

const DRAFT = { format: 1, answers: { requests: 'decline' }, suggested: ['requests'] };

async function opened(over = {}) {
  const all = backend(over);
  const open = new OpenDraft(all);
  open.open(await all.newPolicy(DRAFT), '', false);
  return open;
}

test('an answer that was touched is no suggestion any more', async () => {
  const open = await opened();
  expect(open.isSuggested('requests')).toBe(true);
  open.answer('requests', 'accept');
  expect(open.isSuggested('requests')).toBe(false);
});

test('confirming keeps the answer and takes the mark', async () => {
  const open = await opened();
  open.confirm(['requests', 'ways']);
  expect(open.draft).toEqual({ format: 1, answers: { requests: 'decline' }, suggested: [] });
  open.confirm(['requests']);
  await open.step('undo');
  expect(open.isSuggested('requests'), 'confirming nothing was no step').toBe(true);
});

test('an empty answer is no answer', async () => {
  const open = await opened();
  open.answer('name', 'W', true);
  open.answer('name', '', true);
  expect('name' in open.draft.answers).toBe(false);
});

test('a run of typing is one step of undo', async () => {
  const open = await opened();
  for (const name of ['W', 'Wi', 'Wil']) open.answer('name', name, true);
  open.settle();
  open.answer('name', 'Willow', true);
  expect(await open.step('undo')).toEqual({ questions: ['name'], label: 'answer' });
  expect(open.draft.answers.name).toBe('Wil');
  await open.step('undo');
  expect(open.draft.answers.name).toBeUndefined();
  expect(open.canUndo).toBe(false);
  expect((await open.step('redo'))?.questions).toEqual(['name']);
  expect(open.draft.answers.name).toBe('Wil');
});

test('each change is reviewed and kept', async () => {
  const saved: unknown[] = [];
  const open = await opened({
    saveDraft: async (...given: unknown[]) => {
      saved.push(given);
      return { saved_at: '2026-12-01T10:42:00+00:00', steps: { undo: 1, redo: 0 } };
    },
  });
  open.answer('requests', 'accept');
  await open.save();
  await settled();
  expect(open.review?.preview.parts[0]?.html).toContain('We accept');
  const draft = { format: 1, answers: { requests: 'accept' }, suggested: [] };
  expect(saved).toEqual([['p1', draft, null, 'answer']]);
  expect(open.savedAt).toContain('10:42');
});

test('a failed save is told until it works again', async () => {
  let fails = true;
  const open = await opened({
    saveDraft: async () => {
      if (fails) throw { code: 'cannot_write', message: 'The disk is full.', detail: '' };
      return { saved_at: '2026-12-01T10:43:00+00:00', steps: { undo: 1, redo: 0 } };
    },
  });
  open.answer('name', 'Willow');
  await open.save();
  expect(open.trouble?.failure).toMatchObject({ code: 'cannot_write' });
  fails = false;
  open.again();
  await settled();
  expect(open.trouble).toBeNull();
  expect(open.savedAt).toContain('10:43');
});

test('a failed review leaves the last one standing', async () => {
  let fails = false;
  const open = await opened({
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

test('a draft that cannot be put into the store is worked on, and goes there when it can', async () => {
  let full = true;
  const all = backend();
  const open = new OpenDraft({
    ...all,
    newPolicy: (draft) => (full ? Promise.reject('full') : all.newPolicy(draft)),
  });
  open.beginUnkept(DRAFT, 'full');
  open.answer('name', 'Willow');
  expect(await open.save()).toBe(false);
  expect([open.id, open.trouble?.what, await open.leave()]).toEqual([null, 'save', false]);
  full = false;
  expect(await open.save()).toBe(true);
  expect([open.id, open.trouble, open.saving]).toEqual(['p1', null, false]);
  expect(open.savedAt).toContain('10:42');
  expect((await all.openPolicy('p1')).draft.answers.name).toBe('Willow');
});

test('what was saved as a file elsewhere may be left', async () => {
  const open = await opened({ saveDraft: () => Promise.reject('read only') });
  open.answer('name', 'Willow');
  expect(await open.leave()).toBe(false);
  await open.saveElsewhere();
  expect(await open.leave()).toBe(true);
});

test('what is typed while a step back is on its way is not lost', async () => {
  const all = backend();
  let answer: () => void = () => {};
  const open = new OpenDraft({
    ...all,
    async step(id, way) {
      await new Promise<void>((resolve) => (answer = resolve));
      return all.step(id, way);
    },
  });
  open.open(await all.newPolicy(DRAFT), '', false);
  open.answer('name', 'Willow');
  const stepped = open.step('undo');
  await settled();
  open.answer('ways', ['phone']);
  answer();
  expect(await stepped).toBeNull();
  await open.save();
  expect((await all.openPolicy('p1')).draft.answers).toMatchObject({
    name: 'Willow',
    ways: ['phone'],
  });
});

test('nothing is undone or issued over a change that is not kept', async () => {
  let full = false;
  const all = backend();
  const open = new OpenDraft({
    ...all,
    saveDraft: (...given) => (full ? Promise.reject('full') : all.saveDraft(...given)),
  });
  open.open(await all.newPolicy(DRAFT), '', false);
  open.answer('ways', ['phone']);
  await open.save();
  full = true;
  open.answer('name', 'Willow');
  expect(await open.step('undo')).toBeNull();
  expect(await open.issue({ effective: '2026-12-01', review: null, note: '' })).toBeNull();
  expect([open.draft.answers.name, open.trouble?.what]).toEqual(['Willow', 'save']);
  full = false;
  expect(await open.save()).toBe(true);
  expect((await open.step('undo'))?.questions).toEqual(['name']);
});
