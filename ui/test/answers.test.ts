import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';

import Day from '../src/parts/answers/Day.svelte';
import ManyOf from '../src/parts/answers/ManyOf.svelte';
import { toggled } from '../src/parts/answers/many_of';
import OneOf from '../src/parts/answers/OneOf.svelte';
import Paragraph from '../src/parts/answers/Paragraph.svelte';
import Records from '../src/parts/answers/Records.svelte';
import { wideFields } from '../src/parts/answers/records';
import Text from '../src/parts/answers/Text.svelte';
import WholeNumber from '../src/parts/answers/WholeNumber.svelte';
import { text } from '../src/text/text';
import { choices, field, view } from './sample';

const people = view.questions.find(({ id }) => id === 'people')!;

test('one of several: picks, and a touched suggestion is confirmed', async () => {
  const onanswer = vi.fn();
  const onconfirm = vi.fn();
  render(OneOf, {
    name: 'requests',
    choices: choices('decline', 'accept'),
    value: 'decline',
    suggested: true,
    onanswer,
    onconfirm,
  });
  expect(screen.getByText(text.question.suggested)).toBeTruthy();
  await fireEvent.click(screen.getByLabelText(/Choice decline/));
  expect(onconfirm).toHaveBeenCalledOnce();
  await fireEvent.click(screen.getByLabelText(/Choice accept/));
  expect(onanswer).toHaveBeenCalledWith('accept');
});

test('several at once: the choice for none stands alone', () => {
  const order = ['phone', 'portal', 'none'];
  expect(toggled(['portal'], 'phone', 'none', order)).toEqual(['phone', 'portal']);
  expect(toggled(['phone', 'portal'], 'none', 'none', order)).toEqual(['none']);
  expect(toggled(['none'], 'phone', 'none', order)).toEqual(['phone']);
  expect(toggled(['phone'], 'phone', 'none', order)).toEqual([]);
});

test('several at once: ticks are marked as suggested one by one', async () => {
  const onanswer = vi.fn();
  render(ManyOf, {
    name: 'ways',
    choices: choices('phone', 'portal'),
    none: null,
    value: ['phone'],
    suggested: true,
    onanswer,
  });
  expect(screen.getAllByText(text.question.suggested)).toHaveLength(1);
  await fireEvent.click(screen.getByLabelText(/Choice portal/));
  expect(onanswer).toHaveBeenCalledWith(['phone', 'portal']);
});

test('a line: asks for the right keyboard and sends what is typed', async () => {
  const onanswer = vi.fn();
  const { container } = render(Text, {
    id: 'phone',
    value: '',
    format: 'phone',
    autocomplete: 'tel',
    onanswer,
  });
  const input = container.querySelector('input')!;
  expect(input.type).toBe('tel');
  expect(input.getAttribute('autocomplete')).toBe('tel');
  await fireEvent.input(input, { target: { value: '503' } });
  expect(onanswer).toHaveBeenCalledWith('503', true);
});

test('several lines: line feeds are kept', async () => {
  const onanswer = vi.fn();
  const { container } = render(Paragraph, { id: 'own', value: 'a\n\nb', onanswer });
  const area = container.querySelector('textarea')!;
  expect(area.value).toBe('a\n\nb');
  await fireEvent.input(area, { target: { value: 'a\n\nc' } });
  expect(onanswer).toHaveBeenCalledWith('a\n\nc', true);
});

test('a number: digits are a number, anything else is sent as it is', async () => {
  const onanswer = vi.fn();
  const { container } = render(WholeNumber, { id: 'years', value: 2, suggested: true, onanswer });
  const input = container.querySelector('input')!;
  expect(input.value).toBe('2');
  expect(screen.getByText(text.question.suggested)).toBeTruthy();
  await fireEvent.input(input, { target: { value: ' 5 ' } });
  await fireEvent.input(input, { target: { value: 'two' } });
  expect(onanswer.mock.calls).toEqual([
    [5, true],
    ['two', true],
  ]);
});

test('a day: sends the date as it is stored', async () => {
  const onanswer = vi.fn();
  const { container } = render(Day, { id: 'start', value: '2026-12-01', onanswer });
  await fireEvent.input(container.querySelector('input')!, { target: { value: '2027-01-04' } });
  expect(onanswer).toHaveBeenCalledWith('2027-01-04');
});

function records(value: unknown, problems = [] as never[]) {
  const onanswer = vi.fn();
  const onspeak = vi.fn();
  const result = render(Records, {
    id: 'rows',
    question: people,
    value,
    problems,
    onanswer,
    onsettle: () => {},
    onspeak,
  });
  return { ...result, onanswer, onspeak };
}

test('rows: an empty row stands ready and is kept once it is written in', async () => {
  const { onanswer } = records(undefined);
  expect(screen.queryByText(text.records.remove), 'nothing to remove yet').toBeNull();
  await fireEvent.input(screen.getByLabelText('Field name'), { target: { value: 'Dana' } });
  expect(onanswer).toHaveBeenCalledWith([{ name: 'Dana' }], true);
});

test('rows: a field that depends on another is shown with it', () => {
  records([{ name: 'Dana', status: 'licensed' }, { status: 'supervised' }]);
  expect(screen.getAllByLabelText('Field supervisor')).toHaveLength(1);
});

test('rows: add, move and remove are spoken', async () => {
  const rows = [{ name: 'Dana' }, { name: 'Ruth' }];
  const { onanswer, onspeak } = records(rows);
  await fireEvent.click(screen.getByText(text.records.add));
  expect(onanswer).toHaveBeenLastCalledWith([...rows, {}], false);
  await fireEvent.click(screen.getAllByText(text.records.down)[0]!);
  expect(onanswer).toHaveBeenLastCalledWith([rows[1], rows[0]], false);
  await fireEvent.click(screen.getAllByText(text.records.remove)[0]!);
  expect(onanswer).toHaveBeenLastCalledWith([rows[1]], false);
  expect(onspeak.mock.calls.flat()).toEqual([
    text.records.added(3),
    text.records.moved(2),
    text.records.removed(1),
  ]);
});

test('rows: no more than the most can be added', () => {
  records([{ name: 'a' }, { name: 'b' }, { name: 'c' }]);
  expect(screen.queryByText(text.records.add)).toBeNull();
});

test('rows: a problem belongs to its field', () => {
  records([{ status: 'licensed' }], [
    { question: 'people', row: 0, field: 'name', sentence: 'Write a name.' },
  ] as never[]);
  const input = screen.getByLabelText('Field name');
  expect(input.getAttribute('aria-invalid')).toBe('true');
  const described = input.getAttribute('aria-describedby') ?? '';
  expect(document.getElementById(described)?.textContent).toContain('Write a name.');
});

test('rows: the last of an odd run of lines takes the whole width', () => {
  const lines = (...ids: string[]) => ids.map((id) => field({ id }));
  const choice = field({ id: 'c', type: 'one_of' });
  expect([...wideFields([...lines('a', 'b', 'd'), choice, ...lines('e', 'f')])]).toEqual(['d']);
});
