import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { expect, test } from 'vitest';

import App from '../src/App.svelte';
import type { Draft, Finding } from '../src/backend/types';
import { EMPTY } from '../src/state/draft.svelte';
import { clauseOf, inOrder, isAbout, keep, takeUp } from '../src/state/findings';
import { Policy } from '../src/state/policy.svelte';
import { countOf } from '../src/state/progress';
import { text } from '../src/text/text';
import { backend, review } from './sample';

const finding = (over: Partial<Finding>): Finding => ({
  rule: 'R01',
  key: over.rule ?? 'R01',
  because: 'b1',
  part: null,
  kept: '',
  kept_before: '',
  severity: 'warn',
  question: 'requests',
  sentence: `Sentence ${over.rule ?? 'R01'}.`,
  hint: '',
  quote: '',
  sources: [],
  fix: null,
  ...over,
});

test('the gravest come first, the kept ones last', () => {
  const findings = [
    finding({ rule: 'kept', severity: 'stop', kept: 'Because.' }),
    finding({ rule: 'note', severity: 'note' }),
    finding({ rule: 'warn' }),
    finding({ rule: 'stop', severity: 'stop' }),
  ];
  expect(inOrder(findings).map(({ rule }) => rule)).toEqual(['stop', 'warn', 'note', 'kept']);
});

test('what is kept is kept by its key, with what set it off, and no longer counted', () => {
  const one = finding({ key: 'R25@own:parking' });
  const kept = keep(EMPTY, one, 'Our board said so.');
  expect(kept.kept).toEqual({ 'R25@own:parking': { because: 'b1', reason: 'Our board said so.' } });
  expect(takeUp(kept, one).kept).toEqual({});
  const counted = review(EMPTY, { findings: [one, finding({ rule: 'R02', kept: 'So.' })] });
  expect(countOf(counted, 'warn')).toBe(1);
});

test('a finding about a part is about that part’s words', () => {
  const own = finding({ question: '', part: { kind: 'own_clauses', id: 'parking' } });
  expect(clauseOf({ kind: 'own_clauses', id: 'parking' })).toBe('own:parking');
  expect(clauseOf({ kind: 'order', id: 'reviews' })).toBe('');
  expect(isAbout(own, { clause: 'own:parking', kind: 'own', questions: [] })).toBe(true);
  expect(isAbout(own, { clause: 'requests', kind: 'ours', questions: ['requests'] })).toBe(false);
  expect(isAbout(finding({}), { clause: 'x', kind: 'ours', questions: ['requests'] })).toBe(true);
});

/** The rule asks until the draft keeps it with what set it off. */
async function begun(found: Finding[]) {
  const kept = (draft: Draft, one: Finding) => {
    const mark = draft.kept?.[one.key];
    if (!mark) return one;
    return mark.because === one.because
      ? { ...one, kept: mark.reason }
      : { ...one, kept_before: mark.reason };
  };
  const policy = await Policy.load(
    backend({
      review: async (draft: Draft) =>
        review(draft, { findings: found.map((one) => kept(draft, one)) }),
    }),
  );
  render(App, { policy });
  await fireEvent.click(screen.getByLabelText(/Quiet/));
  await fireEvent.click(screen.getByRole('button', { name: text.start.create }));
  await screen.findByText(/Ask name/);
  return policy;
}

const panel = () => document.querySelector<HTMLElement>('#findings');
const next = (shiftKey = false) => fireEvent.keyDown(window, { key: 'F8', shiftKey });
const at = () => (document.activeElement as HTMLElement | null)?.dataset.finding;

test('F8 opens the findings and goes round them, both ways', async () => {
  await begun([finding({ rule: 'R02' }), finding({ rule: 'R01', severity: 'stop' })]);
  expect(panel()).toBeNull();
  await next();
  await waitFor(() => expect(at()).toBe('R01'));
  await next();
  await waitFor(() => expect(at()).toBe('R02'));
  await next();
  await waitFor(() => expect(at()).toBe('R01'));
  await next(true);
  await waitFor(() => expect(at()).toBe('R02'));
});

test('the button with the count opens the findings and gives the paper back', async () => {
  await begun([finding({ rule: 'R02' })]);
  const button = await screen.findByRole('button', { name: text.bar.findings(0, 1) });
  await fireEvent.click(button);
  expect(panel()).not.toBeNull();
  await fireEvent.click(screen.getByRole('button', { name: text.findings.back }));
  expect(panel()).toBeNull();
  expect(document.activeElement).toBe(button);
});

test('keeping asks for a reason; the panel and the note under the question agree', async () => {
  const policy = await begun([finding({ rule: 'R02' })]);
  await next();
  await waitFor(() => expect(panel()).not.toBeNull());
  await fireEvent.click(
    [...(panel()?.querySelectorAll('button') ?? [])].find(({ textContent }) =>
      textContent?.startsWith(text.finding.keep),
    )!,
  );
  const why = screen.getByLabelText(text.finding.keepWhy);
  await waitFor(() => expect(document.activeElement).toBe(why));
  await fireEvent.keyDown(why, { key: 'Enter' });
  expect(policy.open.draft.kept, 'not without a reason').toBeUndefined();
  await fireEvent.input(why, { target: { value: 'Our board said so.' } });
  await fireEvent.keyDown(why, { key: 'Enter' });
  await waitFor(() =>
    expect(screen.getAllByText(text.finding.kept('Our board said so.'))).toHaveLength(2),
  );
  expect(screen.queryByRole('button', { name: text.bar.findings(0, 1) })).toBeNull();
  await fireEvent.click(screen.getAllByRole('button', { name: /Take up again/ })[0]!);
  await waitFor(() => expect(screen.queryByText(text.finding.keptNow)).toBeNull());
  expect(policy.open.draft.kept).toEqual({});
});

test('a stop cannot be kept', async () => {
  await begun([finding({ severity: 'stop' })]);
  await next();
  await waitFor(() => expect(panel()).not.toBeNull());
  expect(screen.queryByRole('button', { name: new RegExp(text.finding.keep) })).toBeNull();
});
