import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';

import App from '../src/App.svelte';
import type { Finding } from '../src/backend/types';
import { Policy } from '../src/state/policy.svelte';
import { text } from '../src/text/text';
import { backend, review } from './sample';

const ask = (question: RegExp) => screen.findByText(question);

async function begun(over = {}) {
  const policy = await Policy.load(backend(over));
  render(App, { policy });
  await fireEvent.click(screen.getByLabelText(/Quiet/));
  await fireEvent.click(screen.getByRole('button', { name: text.start.create }));
  await ask(/Ask name/);
  return policy;
}

const press = (key: string, more = {}) =>
  fireEvent.keyDown(window, { key, ctrlKey: true, ...more });

test('a preset’s answers are marked until someone says they look right', async () => {
  const policy = await begun();
  expect(screen.getAllByText(text.question.suggested)).toHaveLength(2);
  expect(screen.getByText(text.step.confirmAsk(2))).toBeTruthy();
  await fireEvent.click(screen.getByRole('button', { name: text.step.confirm }));
  expect(policy.open.draft.suggested).toEqual([]);
  expect(screen.queryByText(text.question.suggested)).toBeNull();
});

test('a follow-up stands under its parent', async () => {
  await begun();
  const follow = (await ask(/Ask years/)).closest('[data-question]');
  expect(follow?.parentElement?.closest('[data-question]')?.id).toBe('q-requests');
});

test('missing answers never hold Continue up', async () => {
  const policy = await begun();
  await press('Enter');
  expect(policy.journey.place).toEqual({ at: 'step', step: 'two' });
});

test('a problem is listed once on Continue, then no longer in the way', async () => {
  const policy = await begun({
    review: async (draft: Parameters<typeof review>[0]) =>
      review(draft, {
        problems: [
          { question: 'name', row: null, field: null, sentence: 'Write it out.', part: null },
        ],
      }),
  });
  expect(screen.queryByText(/Write it out/), 'not before it was tried').toBeNull();
  await press('Enter');
  await waitFor(() => expect(document.activeElement?.className).toBe('summary'));
  expect(document.title).toMatch(/^Error: /);
  expect(screen.getAllByText(/Write it out/)).toHaveLength(2);
  await press('Enter');
  expect(policy.journey.place).toEqual({ at: 'step', step: 'two' });
});

test('a finding offers its fix under the question', async () => {
  const finding: Finding = {
    rule: 'R01',
    key: 'R01',
    because: '',
    part: null,
    kept: '',
    kept_before: '',
    severity: 'stop',
    question: 'requests',
    sentence: 'Counselors may not accept.',
    hint: 'Decline.',
    quote: '',
    sources: ['code'],
    fix: { question: 'requests', answer: 'accept' },
  };
  const openLink = vi.fn(async () => {});
  const policy = await begun({
    openLink,
    review: async (draft: Parameters<typeof review>[0]) => review(draft, { findings: [finding] }),
  });
  const note = screen.getByRole('article', { name: /Must fix: Counselors/ });
  expect(note.closest('.question')?.id).toBe('q-requests');
  await fireEvent.click(screen.getByText(/Code of Ethics, 2014, section H.6/));
  expect(openLink).toHaveBeenCalledWith('https://example.org/code');
  await fireEvent.click(screen.getByRole('button', { name: text.finding.use }));
  expect(policy.open.draft.answers.requests).toBe('accept');
});

test('Check leads to an answer and Continue leads back', async () => {
  const policy = await begun();
  await press('3');
  expect(policy.journey.place.at).toBe('check');
  await fireEvent.click(screen.getByRole('button', { name: /Change.*Label start/ }));
  expect(policy.journey.place).toEqual({ at: 'step', step: 'two' });
  expect(screen.getByRole('button', { name: text.step.backToCheck })).toBeTruthy();
  await press('Enter');
  expect(policy.journey.place.at).toBe('check');
});

test('Finish says why it is a draft, saves, and says where', async () => {
  const showSaved = vi.fn(async () => {});
  await begun({ showSaved });
  await press('e');
  expect(await ask(/Still a draft/)).toBeTruthy();
  expect(screen.getByText(text.finish.blanks(4))).toBeTruthy();
  expect(screen.getByText(text.finish.advice)).toBeTruthy();
  await fireEvent.click(screen.getByRole('button', { name: text.finish.savePdf }));
  expect(await ask(/a\/policy\.pdf/)).toBeTruthy();
  await fireEvent.click(screen.getByRole('button', { name: text.finish.show }));
  expect(showSaved).toHaveBeenCalledWith('t');
});

test('a cancelled save leaves no trace, a failed one says so', async () => {
  let answer: () => Promise<null> = async () => null;
  await begun({ exportFile: () => answer() });
  await press('e');
  const save = await screen.findByRole('button', { name: text.finish.savePdf });
  await fireEvent.click(save);
  await waitFor(() => expect(save.textContent).toBe(text.finish.savePdf));
  expect(screen.queryByText(text.finish.savedTo)).toBeNull();
  answer = () => Promise.reject({ code: 'cannot_write', message: 'The disk is full.', detail: '' });
  await fireEvent.click(save);
  expect(await ask(/The disk is full/)).toBeTruthy();
});

test('undo outside text fields steps back, and goes to where it shows', async () => {
  const policy = await begun();
  await fireEvent.click(screen.getByLabelText(/Choice accept/));
  await press('2');
  await press('z');
  await waitFor(() => expect(policy.spoken).toBe(text.bar.undone('Label requests')));
  expect(policy.open.draft.answers.requests).toBe('decline');
  expect(policy.journey.place).toEqual({ at: 'step', step: 'one' });
  await press('z', { shiftKey: true });
  await waitFor(() => expect(policy.open.draft.answers.requests).toBe('accept'));
});

test('reload and print are kept from the window', async () => {
  await begun();
  for (const [key, ctrlKey] of [
    ['F5', false],
    ['r', true],
    ['p', true],
  ] as const) {
    const event = new KeyboardEvent('keydown', { key, ctrlKey, cancelable: true });
    window.dispatchEvent(event);
    expect(event.defaultPrevented, key).toBe(true);
  }
});

test('a policy that cannot be read keeps nobody out', async () => {
  const damaged = { code: 'damaged', message: 'It is not as it was.', detail: '' };
  const all = backend();
  await all.newPolicy(null);
  const policy = await Policy.load({ ...all, openPolicy: () => Promise.reject(damaged) });
  render(App, { policy });
  expect(await ask(/It is not as it was/)).toBeTruthy();
  await fireEvent.click(screen.getByRole('button', { name: text.start.create }));
  await fireEvent.click(await screen.findByRole('button', { name: text.start.begin }));
  expect(await ask(/Ask name/)).toBeTruthy();
});

test('a kept policy opens where work goes on', async () => {
  const kept = { format: 1 as const, answers: { name: 'Willow' }, suggested: [] };
  const all = backend();
  await all.newPolicy(kept);
  await all.renamePolicy('p1', 'Willow');
  const policy = await Policy.load(all);
  render(App, { policy });
  await fireEvent.click(screen.getByRole('button', { name: /Willow.*Draft/ }));
  expect(await ask(/Ask name/)).toBeTruthy();
  expect(policy.open.draft).toEqual(kept);
});

test('a store that cannot be opened is a page of its own, with a way on', async () => {
  const busy = { code: 'in_use', message: 'It is open in another window.', detail: '' };
  let open = false;
  const all = backend();
  const policy = await Policy.load({
    ...all,
    desk: () => (open ? all.desk() : Promise.reject(busy)),
  });
  render(App, { policy });
  expect(screen.getByRole('heading', { name: text.stopped.in_use })).toBeTruthy();
  await press('n');
  expect(policy.journey.beginning, 'no key leads past it').toBe(false);
  open = true;
  await fireEvent.click(screen.getByRole('button', { name: text.stopped.again }));
  expect(await ask(new RegExp(text.start.say))).toBeTruthy();
});
