import { beforeEach, expect, test } from 'vitest';

import type { Preview } from '../src/backend/types';
import { changedWords } from '../src/parts/paper/changes';
import { selector } from '../src/parts/paper/page_css';
import { Sheet } from '../src/parts/paper/sheet';
import { writtenBy } from '../src/parts/paper/written';
import { part } from './sample';

let page: HTMLElement;
let sheet: Sheet;

const preview = (...parts: Preview['parts']): Preview => ({ lang: 'en', parts });
const follow = part('follow', '<p class="x">You may follow.</p><p>Or not.</p>', [
  ['a'],
  ['b', 'a'],
]);
const end = part('end', '<p>The <a href="tel:1">end</a>.</p>', [[]]);

beforeEach(() => {
  page = document.createElement('div');
  document.body.append(page);
  sheet = new Sheet(page, 'Enter goes there');
  sheet.show(preview(follow, end));
});

test('only what changed is drawn anew', () => {
  const [first, second] = [...page.children];
  sheet.show(preview(follow, { ...end, html: end.html.replace('The', 'An') }));
  expect(page.children[0]).toBe(first);
  expect(page.children[1]).not.toBe(second);
  expect(page.textContent).toContain('An end');
});

test('parts come, go and change places', () => {
  const extra = part('extra', '<p>More.</p>', [['c']]);
  const [first] = [...page.children];
  sheet.show(preview(extra, end, follow));
  expect([...page.children].map(({ id }) => id)).toEqual(['extra', 'end', 'follow']);
  expect(page.children[2]).toBe(first);
  sheet.show(preview(end));
  expect([...page.children].map(({ id }) => id)).toEqual(['end']);
});

test('blocks know their questions, in order', () => {
  expect(sheet.blocks.map(({ questions }) => questions)).toEqual([['a'], ['b', 'a'], []]);
});

test('the lit question lights each of its blocks, also after a change', () => {
  sheet.light('b');
  expect(sheet.lit.map((element) => element.textContent)).toEqual(['Or not.']);
  sheet.show(preview({ ...follow, html: follow.html.replace('Or not', 'Or leave it') }, end));
  expect([...page.querySelectorAll('.mark-lit')].map((e) => e.textContent)).toEqual([
    'Or leave it.',
  ]);
  sheet.light(null);
  expect(page.querySelector('.mark-lit')).toBeNull();
});

test('the paper is one tab stop, and its links are none', () => {
  const stops = () => [...page.querySelectorAll<HTMLElement>('[tabindex="0"]')];
  expect(stops().map((e) => e.textContent)).toEqual(['You may follow.']);
  sheet.move(1);
  expect(stops().map((e) => e.textContent)).toEqual(['Or not.']);
  expect(document.activeElement?.textContent).toBe('Or not.');
  sheet.move(Infinity);
  expect(stops()).toHaveLength(1);
  expect(page.querySelector('a')?.tabIndex).toBe(-1);
});

test('without its marks the paper is what the review sent', () => {
  sheet.light('a');
  expect(sheet.bare()).toBe(follow.html + end.html);
});

test('a paper that leads nowhere has no marks', () => {
  const looked = document.createElement('div');
  new Sheet(looked, null).show(preview(follow, end));
  expect(looked.querySelector('.mark-block, [tabindex="0"]')).toBeNull();
});

test('a step begins at the part that speaks of it', () => {
  expect(sheet.partFor(['a'])?.id).toBe('follow');
  expect(sheet.partFor(['z'])).toBeUndefined();
});

test('what a question wrote, with its bold lead and the lines of a list', () => {
  const list = part(
    'list',
    '<p><strong>Call.</strong> Or write.</p><ul><li>A</li><li>B</li></ul>',
    [['q'], ['q']],
  );
  expect(writtenBy('q', preview(list))).toEqual([
    [{ lead: 'Call.', rest: ' Or write.' }],
    [
      { lead: '', rest: 'A' },
      { lead: '', rest: 'B' },
    ],
  ]);
  expect(writtenBy('other', preview(list))).toEqual([]);
});

test('the changed words, from the first to the last', () => {
  const changed = (before: string, after: string) => {
    const range = changedWords(before, after);
    return range && after.slice(...range);
  };
  expect(changed('We answer in two days.', 'We answer in five days.')).toBe('five ');
  expect(changed('One.', 'One. Two.')).toBe('One. Two.');
  expect(changed('Same.', 'Same.')).toBeNull();
  expect(changed('One two three', 'One three'), 'nothing new to underline').toBeNull();
});

test('the page’s rules for root and body speak of the pane', () => {
  expect(selector(':root')).toBe(':host');
  expect(selector('body, :host')).toBe('.sheet, :host');
  expect(selector('main > section')).toBe('.sheet > section');
  expect(selector('.body-text, #main')).toBe('.body-text, #main');
});
