// Opens each exported page in Chromium, as a client would: its styles must apply although its own
// policy forbids nearly everything, it must ask for nothing, and axe must find nothing.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const ours = createRequire(new URL('../../ui/package.json', import.meta.url));
const { chromium } = ours('playwright-core');
const axe = ours.resolve('axe-core/axe.min.js');

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
try {
  for (const file of process.argv.slice(2)) {
    for (const [width, colorScheme] of [
      [1200, 'light'],
      [1200, 'dark'],
      [320, 'light'],
    ]) {
      await look(pathToFileURL(file).href, width, colorScheme);
    }
    console.log(`ok ${file}`);
  }
} finally {
  await browser.close();
}

async function look(url, width, colorScheme) {
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
  const page = await context.newPage();
  const [said, asked] = [[], []];
  page.on('console', (message) => said.push(message.text()));
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(url);
  const look = await page.evaluate(async () => {
    await document.fonts.ready;
    return {
      container: getComputedStyle(document.querySelector('main')).containerType,
      fonts: [...document.fonts].filter((face) => face.status === 'loaded').length,
      sideways: document.documentElement.scrollWidth > document.documentElement.clientWidth,
      scripts: document.scripts.length,
    };
  });
  assert.equal(look.container, 'inline-size', 'the style sheet applies');
  assert.ok(look.fonts > 0, 'the fonts inside the file are used');
  assert.equal(look.sideways, false, `nothing is cut off at ${width} px`);
  assert.equal(look.scripts, 0);
  assert.deepEqual(said, [], 'the browser has nothing to complain of');
  assert.deepEqual(
    asked.filter((asked) => asked !== url && !asked.startsWith('data:')),
    [],
  );
  await context.close();
  await accessible(url, width, colorScheme);
}

/** In a window of its own, since axe is a script and the page allows none. */
async function accessible(url, width, colorScheme) {
  const context = await browser.newContext({
    viewport: { width, height: 800 },
    colorScheme,
    bypassCSP: true,
  });
  const page = await context.newPage();
  await page.goto(url);
  await page.addScriptTag({ path: axe });
  const violations = await page.evaluate(async () => {
    const { violations } = await globalThis.axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
  });
  assert.deepEqual(violations, [], `${width} px, ${colorScheme}`);
  await context.close();
}
