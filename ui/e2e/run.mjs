// The browser tests: the built window, the program behind it, a real browser. No download.
import { after, before, test } from 'node:test';

import { access } from './access.mjs';
import { beside } from './beside.mjs';
import { failing } from './failing.mjs';
import { findings } from './findings.mjs';
import { files } from './files.mjs';
import { history } from './history.mjs';
import { issuing } from './issue.mjs';
import { old } from './old.mjs';
import { paper } from './paper.mjs';
import { policies } from './policies.mjs';
import { trouble } from './trouble.mjs';
import { walk } from './walk.mjs';
import { browser, served } from './window.mjs';
import { words } from './words.mjs';

let site;
let chromium;

before(async () => {
  site = await served();
  chromium = await browser();
});

after(async () => {
  await chromium?.close();
  await site?.close();
});

/** A fresh window; what the console says as an error fails the test. */
async function opened(options, use) {
  const context = await chromium.newContext({
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
    ...options,
  });
  context.setDefaultTimeout(10_000);
  await context.addInitScript(() => Object.freeze(Object.prototype)); // as Tauri does
  const page = await context.newPage();
  const said = [];
  page.on('console', (message) => message.type() === 'error' && said.push(message.text()));
  page.on('pageerror', (error) => said.push(String(error.stack)));
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  try {
    await page.goto(site.url);
    await page.locator('.presets').waitFor();
    await use(page, said);
    const outside = asked.filter((url) => !url.startsWith(site.url) && !url.startsWith('data:'));
    if (outside.length > 0) throw new Error(`asked outside: ${outside}`);
    if (said.length > 0) throw new Error(`the console says: ${said.join('\n')}`);
  } finally {
    await context.close();
  }
}

const all = [
  ...walk,
  ...policies,
  ...issuing,
  ...history,
  ...files,
  ...old,
  ...findings,
  ...paper,
  ...words,
  ...beside,
  ...access,
  ...trouble,
  ...failing,
];
/** Parts of names, to run a few of them. */
const wanted = process.argv.slice(2);
const chosen = all.filter(
  ([name]) => wanted.length === 0 || wanted.some((part) => name.includes(part)),
);

for (const [name, run] of chosen) {
  test(name, { timeout: 180_000 }, (t) => run((options, use) => opened(options, use), t));
}
