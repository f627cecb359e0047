// The real window with the real backend, used as a clinician would: from a preset to a saved policy,
// and back again the next day. Run by `cargo xtask test`, which says where the program is.

import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';
import {
  access,
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  readlink,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { end, open, until } from './driver.mjs';

const APP = process.env.PLAIN_POLICY_APP;
const SHOTS = process.env.PLAIN_POLICY_SHOTS;
const AXE = new URL('../../ui/node_modules/axe-core/axe.min.js', import.meta.url);
const EXAMPLE = new URL('../../templates/examples/halloran.json', import.meta.url);
const CLOSE = fileURLToPath(new URL('close.py', import.meta.url));
const PRACTICE = 'Willow Counseling';

let folder, data, copies, window;

before(async () => {
  assert.ok(APP && SHOTS, 'PLAIN_POLICY_APP and PLAIN_POLICY_SHOTS are set');
  await access(APP);
  await end(APP);
  folder = await mkdtemp(join(tmpdir(), 'plain-policy-'));
  [data, copies] = [join(folder, 'data'), join(folder, 'copies')];
  await mkdir(copies);
  await mkdir(SHOTS, { recursive: true });
});

after(async () => {
  await window?.close();
  await rm(folder, { recursive: true });
});

async function start() {
  await window?.close().catch(() => {}); // It may have been closed from outside.
  window = await open(APP, { PLAIN_POLICY_DATA: data, PLAIN_POLICY_E2E_SAVE_DIR: copies });
}

async function shot(name) {
  await writeFile(join(SHOTS, `${name}.png`), await window.screenshot());
}

/** The processes of the program. */
async function ours() {
  const all = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const links = await Promise.all(all.map((pid) => readlink(`/proc/${pid}/exe`).catch(() => '')));
  return all.filter((_, at) => links[at] === APP);
}

/** No process holds the store any more. */
const ended = async () => (await ours()).length === 0;

/** The draft as the store has it on the disk, read by another program. */
const kept = async () => {
  const query = `SELECT body FROM drafts ORDER BY saved_at DESC LIMIT 1`;
  const script = `import sqlite3, sys; print(sqlite3.connect(sys.argv[1]).execute(sys.argv[2]).fetchone()[0])`;
  const found = await python('-c', script, join(data, 'store.sqlite'), query);
  return JSON.parse(found.stdout);
};

const python = (...words) => promisify(execFile)('/usr/bin/python3', words, { timeout: 10_000 });

test('opens on the start page', async () => {
  await start();
  await window.named('h1', 'Make a policy your clients can read.');
  await shot('1-start');
});

test('keeps its doors shut', async () => {
  const found = await window.runAsync(async () => {
    const denied = (command, args) =>
      window.__TAURI_INTERNALS__.invoke(command, args).then(
        () => false,
        () => true,
      );
    const evaluated = await new Promise((resolve) => {
      const script = document.createElement('script');
      script.textContent = 'window.injected = true';
      document.head.append(script);
      setTimeout(() => resolve(window.injected === true), 50);
    });
    return {
      global: '__TAURI__' in window,
      frozen: Object.isFrozen(Object.prototype),
      dialog: await denied('plugin:dialog|save', { options: {} }),
      opener: await denied('plugin:opener|open_url', { url: 'https://example.org/' }),
      link: await denied('open_link', { href: 'file:///etc/passwd' }),
      token: await denied('open_saved', { token: '/etc/passwd' }),
      network: await fetch('https://example.org/').then(
        () => false,
        () => true,
      ),
      evaluated,
    };
  });
  assert.deepEqual(found, {
    global: false,
    frozen: true,
    dialog: true,
    opener: true,
    link: true,
    token: true,
    network: true,
    evaluated: false,
  });
});

test('a preset and a name show in the preview', async () => {
  await window.click('label', 'Open page, no conversation');
  await window.click('button', 'New policy');
  await window.type('input', 'practice', PRACTICE);
  await window.until('the name on the paper', paperSays, PRACTICE);
  await shot('2-practice');
});

test('what was typed is on the disk', async () => {
  const draft = await until('the draft', () =>
    kept().then((draft) => draft.answers.practice_name && draft),
  );
  assert.equal(draft.answers.practice_name, PRACTICE);
  assert.ok(draft.suggested.length > 5, 'the preset suggested answers');
});

test('saves a PDF and a web page that say whose policy it is', async () => {
  await window.click('button, a', 'Finish');
  await window.named('button', 'Save PDF');
  await shot('3-finish');
  await window.click('button', 'Save PDF');
  const pdf = await saved('pdf');
  assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
  assert.match(pdf.subarray(-8).toString(), /%%EOF\s*$/);
  assert.ok(pdf.length > 10_000, `${pdf.length} bytes`);
  assert.ok(
    pdf.includes(PRACTICE) || pdf.includes(utf16(PRACTICE)),
    'the title names the practice',
  );
  await window.click('button', 'Save web page');
  const html = (await saved('html')).toString();
  assert.match(html, /^<!doctype html>/i);
  assert.ok(html.includes(PRACTICE) && html.includes('988'));
  assert.ok(!/<script/i.test(html), 'a saved page runs nothing');
  await shot('4-saved');
  const others = (await readdir(copies)).filter(
    (name) =>
      !/^Willow-Counseling-social-media-policy-\d{4}-\d\d-\d\d-draft\.(pdf|html)$/.test(name),
  );
  assert.deepEqual(others, [], 'nothing is left beside the copies');
});

test('nothing stands in the way of a screen reader', async () => {
  assert.deepEqual(await violations(), []);
});

test('the last key before the window is closed is kept', async () => {
  await window.click('button, a', 'Back to the questions');
  await window.type('input', 'practice', '!');
  const closed = execFileSync('/usr/bin/python3', [CLOSE], { timeout: 10_000 });
  assert.equal(String(closed), '1\n', 'one window was closed');
  const draft = await until('the end of the program', () =>
    ended().then((ended) => ended && kept()),
  );
  assert.equal(draft.answers.practice_name, `${PRACTICE}!`);
});

test('the next day it offers the policy again', async () => {
  await start();
  await window.click('button', `${PRACTICE}!`);
  await window.until('the name on the paper', paperSays, `${PRACTICE}!`);
  await shot('5-continued');
});

test('a second start shows the first window and ends', async () => {
  const variables = { PLAIN_POLICY_DATA: data, PLAIN_POLICY_E2E_SAVE_DIR: copies };
  const second = await promisify(execFile)(APP, [], {
    env: { ...process.env, ...variables },
    timeout: 20_000,
  });
  assert.equal(second.stderr, '', 'it ended well and had nothing to complain of');
  await window.until('the first window', () => document.visibilityState === 'visible');
});

test('what was typed before the program was killed is there', async () => {
  await window.type('input', 'practice', '?');
  await until('the last key on the disk', async () =>
    (await kept()).answers.practice_name.endsWith('!?'),
  );
  for (const pid of await ours()) process.kill(pid, 'SIGKILL');
  await until('the end of the program', ended);
  assert.equal((await kept()).answers.practice_name, `${PRACTICE}!?`);
  await start();
  await window.named('button', `${PRACTICE}!?`);
});

test('a finished policy is issued, and the file that is saved is the one that was issued', async () => {
  const answers = JSON.parse(await readFile(EXAMPLE, 'utf8'));
  await window.runAsync((draft) => window.__TAURI_INTERNALS__.invoke('new_policy', { draft }), {
    format: 2,
    answers,
    suggested: [],
  });
  await start();
  await window.click('button', answers.practice_name);
  await window.named('h1', 'Check your policy');
  await window.click('button', 'Issue this policy');
  await window.named('h1', 'Issue 1, ready to go out');
  await window.click('label', 'I set no day');
  await shot('6-issue');
  await window.click('button', 'Issue this policy');
  await window.named('h1', 'Issue 1 is ready.');
  await window.click('button', 'Save PDF');
  const pdf = await saved('pdf', 'issue-1');
  const kept = await readdir(join(data, 'archive'));
  const same = await Promise.all(
    kept.map((name) => readFile(join(data, 'archive', name)).then((file) => file.equals(pdf))),
  );
  assert.ok(same.includes(true), 'byte for byte');
  await window.named('p', 'Saved to');
  await shot('7-issued');
});

test('what changed since is told word by word, and the sheet for clients is saved', async () => {
  await window.click('button', 'Back to the questions');
  await window.type('#q-phone-control', '', '9');
  await window.press('h');
  await window.named('h2', 'From issue 1 to the draft');
  await window.until('the change', () => document.querySelector('.compared ins')?.textContent);
  const looks = await window.run(() =>
    ['ins', 'del'].map(
      (name) => getComputedStyle(document.querySelector(`.compared ${name}`)).textDecorationLine,
    ),
  );
  assert.deepEqual(looks, ['underline', 'line-through'], 'not by colour alone');
  await shot('8-history');
  await window.click('button', 'Sheet for clients');
  await window.until('the sheet', paperSays, 'What changed');
  await window.click('button', 'Save the sheet for clients');
  const sheet = await saved('pdf', 'changes');
  assert.equal(sheet.subarray(0, 5).toString(), '%PDF-');
  await window.click('button', 'Back');
  await window.until('undo', () => {
    const undo = [...document.querySelectorAll('button')].find(
      (button) => button.textContent === 'Undo' && !button.disabled,
    );
    undo?.click();
    return undo;
  });
  await window.named('span', 'Issue 1');
});

test('backups are listed and made where she can see them', async () => {
  await window.press('F10', false);
  await window.click('button', 'Backups and files');
  await window.named('h1', 'Backups and files');
  await window.click('button', 'Make a backup now');
  await window.named('li', 'made when you asked for it');
  await window.click('button', 'Read it again');
  await window.named('li', '1 issue was read again');
  await shot('9-files');
});

test('nothing in the list of policies stands in the way of a screen reader', async () => {
  await window.click('button', 'Menu');
  await window.click('button', 'Your policies');
  await window.named('h1', 'Your policies');
  await shot('10-policies');
  assert.deepEqual(await violations(), []);
});

test('a damaged draft is set aside, said, and the window opens all the same', async () => {
  await window.close();
  window = undefined;
  await writeFile(join(data, 'draft.json'), '{"format":1,"answ');
  await start();
  await window.named('h1', 'Your policies');
  await window.until('the sentence', () => document.body.textContent.includes('draft-damaged-'));
  await shot('11-damaged');
  const names = await readdir(data);
  const aside = names.find((name) => name.startsWith('draft-damaged-'));
  assert.equal(await readFile(join(data, aside), 'utf8'), '{"format":1,"answ');
});

async function violations() {
  await window.run(`() => { ${await readFile(AXE, 'utf8')} }`);
  return window.runAsync(async () => {
    const { violations } = await window.axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
  });
}

async function saved(extension, part = '') {
  const path = await until(`a saved .${extension}`, async () => {
    const name = (await readdir(copies)).find(
      (name) => name.endsWith(`.${extension}`) && name.includes(part),
    );
    return name && (await stat(join(copies, name))).size > 0 && join(copies, name);
  });
  return readFile(path);
}

/** As PDF writes a title that is not ASCII. */
const utf16 = (text) => Buffer.from(text, 'utf16le').swap16();

// Runs in the page.
function paperSays(text) {
  const roots = [...document.querySelectorAll('*')].map((element) => element.shadowRoot);
  return roots.some((root) => root?.textContent.includes(text));
}
