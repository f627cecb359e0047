import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { Autosave, type Change } from '../src/state/autosave';

const change = (n: number, field: string | null = 'name'): Change => ({
  draft: { format: 1, answers: { n }, suggested: [] },
  field,
  label: 'answer',
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const fail = (thrown: unknown) => {
  throw thrown;
};

function kept() {
  const saves: unknown[] = [];
  const autosave = new Autosave(async ({ draft }) => void saves.push(draft.answers.n), fail);
  return { autosave, saves };
}

test('keeps the last draft 400 ms after the last change', async () => {
  const { autosave, saves } = kept();
  autosave.changed(change(1));
  await vi.advanceTimersByTimeAsync(300);
  autosave.changed(change(2));
  await vi.advanceTimersByTimeAsync(399);
  expect(saves).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(saves).toEqual([2]);
});

test('keeps a draft at least every 2 s while typing goes on', async () => {
  const { autosave, saves } = kept();
  for (let n = 1; n <= 25; n += 1) {
    autosave.changed(change(n));
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(saves).toEqual([20]);
});

test('flush keeps at once, and only what is not kept yet', async () => {
  const { autosave, saves } = kept();
  autosave.changed(change(1));
  await autosave.flush();
  await autosave.flush();
  await vi.advanceTimersByTimeAsync(5000);
  expect(saves).toEqual([1]);
});

test('saves never overlap, so an older one cannot land last', async () => {
  const order: string[] = [];
  let first: () => void = () => {};
  const autosave = new Autosave(async ({ draft: { answers } }) => {
    order.push(`begin ${answers.n}`);
    if (answers.n === 1) await new Promise<void>((resolve) => (first = resolve));
    order.push(`end ${answers.n}`);
  }, fail);
  autosave.changed(change(1));
  void autosave.flush();
  await vi.advanceTimersByTimeAsync(0);
  autosave.changed(change(2));
  const second = autosave.flush();
  first();
  await second;
  expect(order).toEqual(['begin 1', 'end 1', 'begin 2', 'end 2']);
});

test('what is done elsewhere is kept by itself, at once and in order', async () => {
  const { autosave, saves } = kept();
  autosave.changed(change(1, 'name'));
  autosave.changed(change(2, null));
  autosave.changed(change(3, null));
  await vi.advanceTimersByTimeAsync(0);
  expect(saves, 'each is a step of its own').toEqual([1, 2]);
  await vi.advanceTimersByTimeAsync(400);
  expect(saves).toEqual([1, 2, 3]);
});

test('what could not be kept is tried again every 5 s, with what was typed since', async () => {
  const tries: unknown[] = [];
  const told: unknown[] = [];
  let full = true;
  const autosave = new Autosave(
    async ({ draft }) => {
      tries.push(draft.answers.n);
      if (full) throw 'full';
    },
    (thrown) => told.push(thrown),
  );
  autosave.changed(change(1));
  await vi.advanceTimersByTimeAsync(400);
  expect([tries, told, autosave.idle]).toEqual([[1], ['full'], false]);
  await vi.advanceTimersByTimeAsync(5000);
  expect(tries).toEqual([1, 1]);
  autosave.changed(change(2));
  full = false;
  await vi.advanceTimersByTimeAsync(400);
  expect([tries, autosave.idle]).toEqual([[1, 1, 2], true]);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(tries, 'kept once').toEqual([1, 1, 2]);
});

test('a newer draft takes the place of one that could not be kept', async () => {
  const tries: unknown[] = [];
  const autosave = new Autosave(
    async ({ draft }) => {
      tries.push(draft.answers.n);
      if (draft.answers.n === 1) throw 'full';
    },
    () => {},
  );
  autosave.changed(change(1));
  autosave.changed(change(2, null));
  await autosave.flush();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(tries).toEqual([1, 2]);
});

test('an act waits for what is being kept, and what comes later waits for the act', async () => {
  const order: string[] = [];
  const autosave = new Autosave(
    async ({ draft }) => void order.push(`kept ${draft.answers.n}`),
    fail,
  );
  autosave.changed(change(1));
  const acted = autosave.after(async () => {
    await new Promise((resolve) => setTimeout(resolve, 50));
    order.push('act');
  });
  autosave.changed(change(2));
  const flushed = autosave.flush();
  await vi.advanceTimersByTimeAsync(60);
  await acted;
  await flushed;
  expect(order).toEqual(['kept 1', 'act', 'kept 2']);
});
