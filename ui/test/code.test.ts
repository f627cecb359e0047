import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

import { expect, test } from 'vitest';

const src = resolve(import.meta.dirname, '../src');
const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(ts|svelte)$/.test(name))
  .map((name) => ({ name, code: readFileSync(join(src, name), 'utf8') }));

/** Imports point this way only. */
const ORDER = ['screens', 'parts', 'state', 'backend'];

test('imports point one way: screens, parts, state, backend', () => {
  const wrong = files.flatMap(({ name, code }) => {
    const room = ORDER.indexOf(name.split('/')[0] ?? '');
    if (room < 0) return [];
    return [...code.matchAll(/from '(\.[^']+)'/g)]
      .map(([, path]) => relative(src, resolve(src, dirname(name), path ?? '')))
      .filter((path) => {
        const other = ORDER.indexOf(path.split('/')[0] ?? '');
        return other >= 0 && other < room;
      })
      .map((path) => `${name} imports ${path}`);
  });
  expect(wrong).toEqual([]);
});

test('only backend/tauri.ts knows Tauri', () => {
  const knowing = files.filter(({ code }) => code.includes('@tauri-apps')).map(({ name }) => name);
  expect(knowing).toEqual(['backend/tauri.ts']);
});

test('no inline style: the window’s policy refuses it', () => {
  const styled = files.filter(({ code }) => /\sstyle=|\{@html/.test(code)).map(({ name }) => name);
  expect(styled).toEqual([]);
});

test('the words of the window stand in text/en.ts', () => {
  const spoken = files
    .filter(({ name }) => name.endsWith('.svelte'))
    .flatMap(({ name, code }) => {
      const markup = code
        .replace(/<script[\s\S]*?<\/script>/g, '')
        .replace(/<!--[\s\S]*?-->/g, '')
        .replace(/\{[^{}]*\}/g, '')
        .replace(/\{[^{}]*\}/g, '')
        .replace(/\{[^{}]*\}/g, '');
      return [...markup.matchAll(/>([^<>]*[A-Za-z]{3,}[^<>]*)</g)].map(
        ([, words]) => `${name}: ${words?.trim()}`,
      );
    });
  expect(spoken).toEqual([]);
});
