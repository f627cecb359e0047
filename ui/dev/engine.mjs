// Lets the window run in a plain browser: a Vite plugin that answers /engine/<command> by running
// the command-line program once per request. For development and browser tests only.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const copies = fileURLToPath(new URL('../test-results/copies/', import.meta.url));

/** What the browser "opens" as an existing policy. */
const old = join(root, 'tests/old/stiff.txt');

/** The newest build of the program, unless the environment names one. */
export function program() {
  if (process.env.POLICY_CLI) return process.env.POLICY_CLI;
  const target = process.env.CARGO_TARGET_DIR ?? join(root, 'target');
  const built = ['debug', 'release']
    .flatMap((profile) => ['policy', 'policy.exe'].map((name) => join(target, profile, name)))
    .filter((path) => existsSync(path))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  return built[0] ?? null;
}

/** Runs the program; resolves to what it printed. */
function run(args, input = '') {
  const path = program();
  if (!path) {
    return Promise.reject({
      code: 'unexpected',
      message: 'The program is not built yet.',
      detail: 'cargo build -p policy-cli',
    });
  }
  return new Promise((resolve, reject) => {
    const child = spawn(path, args, { cwd: root });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text) => (err += text));
    child.on('error', (error) =>
      reject({ code: 'unexpected', message: 'The program did not start.', detail: String(error) }),
    );
    child.on('close', (status) =>
      // 1: done, but something is left to do in the draft.
      status === 0 || status === 1
        ? resolve(out)
        : reject({ code: 'unexpected', message: 'The program stopped.', detail: err || out }),
    );
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}

const json = async (...call) => JSON.parse(await run(...call));
const window_review = (draft) => json(['review', '-', '--json', '--window'], JSON.stringify(draft));

async function example() {
  const [first] = (await run(['example', '--list'])).split('\n');
  const input = JSON.parse(await run(['example', first.trim()]));
  const draft = input.format ? input : { format: 2, answers: input, suggested: [] };
  return { draft, review: await window_review(draft) };
}

let made = 0;

/** A folder of its own for what one call writes. */
function folderOf() {
  const folder = join(copies, `${Date.now()}-${(made += 1)}`);
  mkdirSync(folder, { recursive: true });
  return folder;
}

function written(folder, kind) {
  const name = readdirSync(folder).find((file) => file.endsWith(`.${kind}`));
  if (!name) throw { code: 'unexpected', message: `No ${kind} was written.`, detail: folder };
  return {
    token: `${basename(folder)}-${kind}`,
    path: `Documents/${name}`,
    name,
    bytes: statSync(join(folder, name)).size,
  };
}

async function exportFile({ kind, document, draft, paper }) {
  const folder = folderOf();
  const size = paper ? ['--paper', paper] : [];
  const call = ['render', '-', '--out', folder, '--document', document, ...size];
  await run(call, JSON.stringify(draft));
  return written(folder, kind);
}

/** The pages as pictures, in order. */
async function pages({ draft, document, paper }) {
  const folder = folderOf();
  const call = ['render', '-', '--pictures', '--out', folder, '--document', document];
  await run([...call, '--paper', paper], JSON.stringify(draft));
  const count = readdirSync(folder).filter((name) => name.endsWith('.svg')).length;
  return Array.from({ length: count }, (_, n) =>
    readFileSync(join(folder, `page-${n + 1}.svg`), 'utf8'),
  );
}

/** The program reads one of the two from a file. */
function compared({ older, newer }, more) {
  const folder = folderOf();
  const path = join(folder, 'older.json');
  writeFileSync(path, JSON.stringify(older));
  return { folder, out: run(['compare', path, '-', ...more(folder)], JSON.stringify(newer)) };
}

const compare = async (drafts) => JSON.parse(await compared(drafts, () => ['--json']).out);

async function sheet(drafts) {
  const { folder, out } = compared(drafts, (folder) => ['--sheet', '--out', folder]);
  await out;
  return folder;
}

/** What the page that tells clients what changed holds; null when there is nothing to tell. */
async function changesSheet(drafts) {
  const path = join(await sheet(drafts), 'changes.html');
  if (!existsSync(path)) return null;
  const [, body] = /<main>([\s\S]*)<\/main>/.exec(readFileSync(path, 'utf8'));
  return body;
}

const commands = {
  catalogue: () => json(['questions', '--json']),
  review: ({ draft }) => window_review(draft),
  applyPreset: ({ id, draft }) => json(['preset', id, '-'], JSON.stringify(draft)),
  wording: ({ draft, clause }) => json(['wording', clause, '-'], JSON.stringify(draft)),
  pages,
  checkOld: ({ text }) => json(['check', '-', '--json'], text),
  openOld: () => ({ name: 'old policy.txt', text: readFileSync(old, 'utf8') }),
  example,
  exportFile,
  compare,
  changesSheet,
  exportChanges: async ({ kind, ...drafts }) => written(await sheet(drafts), kind),
};

async function answer(request, response) {
  let body = '';
  for await (const piece of request) body += piece;
  const command = commands[request.url.slice(1)];
  let status = 200;
  let value;
  try {
    if (!command) throw { code: 'unexpected', message: 'No such command.', detail: request.url };
    value = await command(JSON.parse(body || '{}'));
  } catch (failure) {
    status = 500;
    value =
      failure instanceof Error
        ? { code: 'unexpected', message: failure.message, detail: failure.stack }
        : failure;
  }
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(value));
}

// What tauri.conf.json asks of the webview, so that browser tests meet the same refusals.
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
  "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'";

/** The plugin: the commands on the development server, and the strict policy on the built window. */
export function engine() {
  return {
    name: 'policy-engine',
    configureServer(server) {
      server.middlewares.use('/engine', answer);
    },
    configurePreviewServer(server) {
      server.middlewares.use((_request, response, next) => {
        response.setHeader('Content-Security-Policy', POLICY);
        next();
      });
      server.middlewares.use('/engine', answer);
    },
  };
}
