import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import type { Draft } from '../src/backend/types';
import { Autosave } from '../src/state/autosave';

const draft = (n: number): Draft => ({ format: 1, answers: { n }, suggested: [] });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function kept() {
  const saves: unknown[] = [];
  const autosave = new Autosave(async ({ answers }) => void saves.push(answers.n));
  return { autosave, saves };
}

test('keeps the last draft 400 ms after the last change', async () => {
  const { autosave, saves } = kept();
  autosave.changed(draft(1));
  await vi.advanceTimersByTimeAsync(300);
  autosave.changed(draft(2));
  await vi.advanceTimersByTimeAsync(399);
  expect(saves).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(saves).toEqual([2]);
});

test('keeps a draft at least every 2 s while typing goes on', async () => {
  const { autosave, saves } = kept();
  for (let n = 1; n <= 25; n += 1) {
    autosave.changed(draft(n));
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(saves).toEqual([20]);
});

test('flush keeps at once, and only what is not kept yet', async () => {
  const { autosave, saves } = kept();
  autosave.changed(draft(1));
  await autosave.flush();
  await autosave.flush();
  await vi.advanceTimersByTimeAsync(5000);
  expect(saves).toEqual([1]);
});

test('saves never overlap, so an older one cannot land last', async () => {
  const order: string[] = [];
  let first: () => void = () => {};
  const autosave = new Autosave(async ({ answers }) => {
    order.push(`begin ${answers.n}`);
    if (answers.n === 1) await new Promise<void>((resolve) => (first = resolve));
    order.push(`end ${answers.n}`);
  });
  autosave.changed(draft(1));
  void autosave.flush();
  await vi.advanceTimersByTimeAsync(0);
  autosave.changed(draft(2));
  const second = autosave.flush();
  first();
  await second;
  expect(order).toEqual(['begin 1', 'end 1', 'begin 2', 'end 2']);
});
