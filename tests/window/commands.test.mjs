// The commands behind the real window, called as the page calls them: what needs the system around
// it (folders, files, a second start), and whatever JSON a page could send. Run by `cargo xtask test`,
// which says where the program is.

import assert from 'node:assert/strict';
import { access, cp, lstat, mkdir, mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { open, until } from './driver.mjs';

const APP = process.env.PLAIN_POLICY_APP;
const EXAMPLE = new URL('../../templates/examples/halloran.json', import.meta.url);
const ALLOWED = new URL('../../src-tauri/capabilities/main.json', import.meta.url);
/** What every failure says: a code the page knows, a sentence, and something for a report. */
const CODES = [
  'cannot_write',
  'newer_format',
  'in_use',
  'synced_folder',
  'read_only',
  'not_ready',
  'damaged',
  'bad_request',
  'unexpected',
];

/** So often each command is called. */
const TIMES = Number(process.env.PLAIN_POLICY_CALLS ?? 40);

/** Within one call of the driver, which has a time limit. */
const AT_A_TIME = 20;
/** A word that occurs nowhere by itself. */
const CANARY = 'Zq7canaryWord';

let folder, data, copies, chosen, home, shown, window;

before(async () => {
  assert.ok(APP, 'PLAIN_POLICY_APP is set');
  await access(APP);
  folder = await mkdtemp(join(tmpdir(), 'plain-policy-'));
  [data, copies, chosen, home] = ['data', 'copies', 'chosen', 'home'].map((name) =>
    join(folder, name),
  );
  shown = join(folder, 'shown');
  await Promise.all([copies, chosen, home].map((made) => mkdir(made)));
  // The widest rights there are: what is ours is private all the same.
  process.umask(0);
});

after(async () => {
  await window?.close();
  await rm(folder, { recursive: true });
});

async function start(root = data) {
  await window?.close();
  window = await open(APP, {
    PLAIN_POLICY_DATA: root,
    PLAIN_POLICY_E2E_SAVE_DIR: copies,
    PLAIN_POLICY_E2E_OPEN_FILE: join(copies, 'none.plainpolicy'),
    PLAIN_POLICY_E2E_FOLDER: chosen,
    PLAIN_POLICY_E2E_SHOWN: shown,
    // All that the program could write to lies in one folder.
    HOME: home,
    XDG_DATA_HOME: join(home, 'data'),
    XDG_CACHE_HOME: join(home, 'cache'),
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_STATE_HOME: join(home, 'state'),
    TMPDIR: home,
  });
  // By then it has opened the policy that was open last, which is a command like those tested here.
  await window.until('the page', () => document.querySelector('h1') !== null);
}

/** What a command answers, or how it fails. */
const ask = (command, args = {}) =>
  window.runAsync(
    (name, words) =>
      window.__TAURI_INTERNALS__.invoke(name, words).then(
        (answer) => ({ answer }),
        (failure) => ({ failure }),
      ),
    command,
    args,
  );

/** The answer of a command that does not fail. */
async function call(command, args) {
  const { answer, failure } = await ask(command, args);
  assert.equal(failure, undefined, `${command}: ${JSON.stringify(failure)}`);
  return answer;
}

const mode = async (path) => (await stat(path)).mode & 0o777;

test('a policy goes from its first answer to an issue with copies in the folder chosen', async () => {
  await start();
  const draft = JSON.parse(await readFile(EXAMPLE, 'utf8'));
  const { id } = await call('new_policy', { draft });
  assert.equal((await call('choose_folder', { which: 'outputs' })).outputs, chosen);
  const terms = { id, effective: '2026-12-01', review: null, note: 'First' };
  const first = await call('issue', { ...terms, draft });
  assert.equal(first.not_written, null);
  assert.equal(first.written.length, 2);
  assert.ok(first.written.every((path) => path.startsWith(chosen)));
  const pdf = await readFile(first.written[0]);
  assert.equal(pdf.subarray(0, 8).toString(), '%PDF-1.7');

  const other = structuredClone(first.open.draft);
  const answers = other.answers ?? other;
  answers.phone = '(555) 010-7788';
  await call('save_draft', { id, draft: other, field: 'phone', label: 'answer' });
  await call('settle_step', { id });
  await call('issue', { ...terms, draft: other, effective: '2027-01-01' });
  const [from, to] = [1, 2].map((number) => ({ kind: 'revision', number }));
  const compared = await call('compare', { id, from, to });
  assert.equal(compared.from_name, 'Issue 1, December 1, 2026');
  assert.ok(compared.sheet && compared.comparison.changed > 0);
  const sheet = await call('changes_sheet', { id, from, to });
  const text = sheet.preview.parts.map((part) => part.html).join('');
  assert.ok(
    text.includes('010-7788') && text.includes('issue 2') && !text.includes('not yet issued'),
  );
  const saved = await call('export_changes', { id, from, to, kind: 'pdf' });
  assert.match(saved.name, /-changes-2027-01-01-issue-2\.pdf$/);
  const again = await call('export_revision', { id, number: 1, kind: 'pdf', paper: null });
  assert.deepEqual(await readFile(again.path), pdf, 'printed anew, to the byte');

  const { points } = await call('history', { id });
  const issued = points.find((point) => point.said === 'Before issue 2');
  assert.ok(issued, JSON.stringify(points));
  const back = await call('go_back', { id, to: { kind: 'point', step: issued.step } });
  assert.equal(back.label, 'restore');
});

test('an issued file is opened as a copy that only its owner reads, and goes at the next start', async () => {
  const { policies } = await call('desk');
  await call('open_issued', { id: policies[0].id, number: 1, role: 'pdf' });
  const path = await readFile(shown, 'utf8');
  assert.ok(path.startsWith(join(data, 'opened')));
  assert.equal(await mode(path), 0o400);
  assert.equal(await mode(join(data, 'opened')), 0o700);
  await start();
  await call('desk');
  await until('the copy to be cleared', () =>
    access(path).then(
      () => false,
      () => true,
    ),
  );
  assert.equal((await call('verify', { id: null })).sound, true);
});

test('backups go into a folder inside the one chosen, and come home', async () => {
  const there = await call('choose_folder', { which: 'backups' });
  assert.ok(there.backups.startsWith(join(chosen, 'Plain Policy backups ')), there.backups);
  assert.ok(there.backup.where.startsWith(there.backups));
  const home = await call('forget_folder', { which: 'backups' });
  assert.ok(home.backups.startsWith(data), home.backups);
});

test('details are typed once, offered once, and found', async () => {
  const { policies } = await call('desk');
  const { id, draft } = await call('new_policy', { draft: null });
  const name = draft.answers.practice_name;
  assert.ok(name, 'a new policy begins with the details of the practice');
  draft.answers.practice_name = 'Cedarwood Counseling';
  await call('save_draft', { id, draft, field: 'practice_name', label: 'answer' });
  assert.equal(await call('profile_offer'), null, 'not while it is typed');
  await call('settle_step', { id });
  const offer = await call('profile_offer');
  assert.deepEqual(
    offer.changes.map((change) => change.answer),
    ['Cedarwood Counseling'],
  );
  assert.deepEqual(
    offer.policies.map((policy) => policy.id),
    [policies[0].id],
  );
  await call('leave_profile');
  assert.equal(await call('profile_offer'), null);
  const found = await call('search', { text: 'CEDARWOOD' });
  assert.deepEqual(found, [{ id, title: 'Cedarwood Counseling', where: 'In its name' }]);
});

test('a draft is saved elsewhere when the store cannot take it', async () => {
  const { last } = await call('desk');
  const { draft } = await call('open_policy', { id: last });
  await start(join(folder, 'none'));
  await call('desk');
  const saved = await call('save_elsewhere', { draft });
  assert.match(saved.name, /^Cedarwood-Counseling-.*\.plainpolicy$/);
  assert.ok((await readFile(saved.path, 'utf8')).includes('Cedarwood Counseling'));
});

test('out of a folder of a cloud the policies move, and are there at the next start', async () => {
  await window.close();
  window = undefined;
  const cloud = join(folder, 'Dropbox', 'data');
  await mkdir(join(folder, 'Dropbox'));
  await cp(data, cloud, { recursive: true, filter: (path) => !path.endsWith('.socket') });
  await start(cloud);
  assert.equal((await ask('desk')).failure.code, 'synced_folder');
  const view = await call('move_folder');
  assert.equal(view.folder, join(chosen, 'Plain Policy'));
  assert.equal(view.policies.length, 2);
  await start(cloud);
  assert.equal((await call('desk')).folder, view.folder);
  await start();
});

test('what is typed lies in the store, its backups and where copies were asked for', async () => {
  const { last } = await call('desk');
  const { draft } = await call('open_policy', { id: last });
  for (const question of ['practice_name', 'address', 'email']) draft.answers[question] = CANARY;
  const save = (words) =>
    ask('save_draft', { id: last, draft, field: null, label: 'answer', ...words });
  assert.ok((await save()).answer);
  assert.ok((await save({ label: CANARY.repeat(100) })).failure);
  assert.ok((await save({ draft: { format: 2, answers: CANARY } })).failure);
  assert.ok((await ask('open_policy', { id: CANARY })).failure);
  await call('search', { text: CANARY });
  await call('back_up');
  await call('export_portable', { id: last });
  await start();
  await call('desk');
  const files = await listed(folder);
  const holding = [];
  for (const { path, info } of files) {
    if (info.isFile() && (await readFile(path)).includes(CANARY)) holding.push(path);
  }
  const asked = [join(data, 'store.sqlite'), join(data, 'backups'), copies];
  const strays = holding.filter((path) => !asked.some((place) => path.startsWith(place)));
  assert.ok(
    holding.some((path) => path.startsWith(copies)),
    'the word is found where it is',
  );
  assert.deepEqual(strays, []);
});

test('what is ours in the data folder is for its owner alone', async () => {
  const files = await listed(data);
  assert.ok(files.length > 8);
  for (const { path, info } of files) {
    if (info.isSocket()) continue;
    assert.equal(info.mode & 0o077, 0, `${path} ${(info.mode & 0o777).toString(8)}`);
  }
  assert.equal((await mode(data)) & 0o077, 0);
});

/** Everything in a folder, at any depth. */
async function listed(path) {
  const names = await readdir(path, { recursive: true });
  const paths = names.map((name) => join(path, name));
  const infos = await Promise.all(paths.map((path) => lstat(path).catch(() => null)));
  return paths.map((path, at) => ({ path, info: infos[at] })).filter(({ info }) => info);
}

test('whatever JSON comes, each command answers or says why not, and what is kept stays sound', async () => {
  await start();
  const { policies, last } = await call('desk');
  const { permissions } = JSON.parse(await readFile(ALLOWED, 'utf8'));
  const commands = permissions.map((name) => name.replace('allow-', '').replaceAll('-', '_'));
  const ids = policies.map((policy) => policy.id);
  let reached = 0;
  const rounds = Array.from({ length: TIMES / AT_A_TIME }, (_, round) => round);
  for (const [at, command] of commands.entries()) {
    for (const round of rounds) {
      const start = at + round * commands.length;
      const { answers, failures } = await window.runAsync(shoot, command, start, ids, AT_A_TIME);
      // Arguments of the wrong type are refused before the command sees them, by a sentence alone.
      const ours = failures.filter((failure) => typeof failure !== 'string');
      ours.forEach((failure) => named(command, failure));
      reached += answers + ours.length;
    }
  }
  assert.ok(reached > (commands.length * TIMES) / 4, `${reached} calls reached their command`);
  assert.equal((await ask('no_such_command')).answer, undefined);
  assert.ok((await call('desk')).policies.length >= 2);
  assert.equal((await call('verify', { id: null })).sound, true);
  assert.ok((await call('open_policy', { id: last })).draft);
});

/** A failure the page can act on, and no fault of ours. */
function named(command, failure) {
  assert.ok(CODES.includes(failure.code), `${command}: ${JSON.stringify(failure)}`);
  assert.match(failure.message, /^[^{].*[.:)\w/]$/su, command);
  assert.ok(!failure.detail.startsWith('a fault at'), `${command}: ${failure.detail}`);
}

// Runs in the page: a command so many times, with arguments of every kind.
async function shoot(command, start, ids, times) {
  let seed = 20261201 + start;
  const random = (below) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return Math.floor(seed / 65536) % below;
  };
  const pick = (list) => list[random(list.length)];
  const words = 'pdf html txt outputs backups undo redo a4 answer policy summary'.split(' ');
  const odd = [
    '',
    '../../etc/passwd',
    '\u0000\u202e',
    '{{x}}',
    'é'.repeat(3000),
    '-1',
    '2026-02-31',
  ];
  const word = () => pick(random(2) ? words : odd);
  const version = () =>
    pick([
      { kind: 'draft' },
      { kind: 'revision', number: random(4) },
      { kind: 'point', step: random(30) },
      { kind: 'point', step: -1 },
      { kind: 'revision' },
      'draft',
      null,
    ]);
  const json = (depth) =>
    pick([
      () => null,
      () => random(2) === 1,
      () => random(30000) - 15000,
      () => 1e308,
      word,
      () => pick(ids),
      version,
      () => ({ format: 2, answers: { phone: json(0), clinicians: json(0), voice: word() } }),
      () => (depth > 0 ? [json(depth - 1), json(depth - 1)] : []),
      () => (depth > 0 ? { a: json(depth - 1), answers: json(depth - 1), format: 2 } : {}),
    ])();
  const right = () => ({
    ...{ id: pick(ids), ids: [pick(ids)], from: version(), to: version(), number: random(4) },
    ...{ kind: word(), role: word(), which: word(), way: word(), paper: pick(['a4', 'A3', null]) },
    ...{ document: word(), text: word(), title: word(), label: word(), note: word(), href: word() },
    ...{ draft: { format: 2, answers: { phone: word(), email: json(1) } }, found: [], field: null },
    ...{ token: word(), archived: false, effective: '2026-12-01', review: null },
  });
  let answers = 0;
  const failures = [];
  for (let nth = 0; nth < times; nth++) {
    // Every other call is as right as lets it go further.
    const args = right();
    if (nth % 2 === 0) Object.keys(args).forEach((name) => (args[name] = json(3)));
    await window.__TAURI_INTERNALS__.invoke(command, args).then(
      () => (answers += 1),
      (failure) => failures.push(failure),
    );
  }
  return { answers, failures };
}
