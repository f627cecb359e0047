// Prints how long a keystroke takes until the preview shows it: `node e2e/speed.mjs`. A figure to
// look at, not a test. In a plain browser each review also starts the command-line program and
// reads the content anew; the time the page spends by itself is printed apart.
import { begin } from './steps.mjs';
import { browser, served } from './window.mjs';

const KEYS = 60;

const site = await served();
const chromium = await browser();
const page = await chromium.newPage({ viewport: { width: 1280, height: 800 } });
const asked = [];
page.on('requestfinished', (request) => {
  if (!request.url().endsWith('/engine/review')) return;
  const { startTime, responseEnd } = request.timing();
  asked.push({ at: startTime, took: responseEnd });
});
await page.goto(site.url);
await page.locator('.presets').waitFor();
await begin(page);
const field = page.locator('#q-practice_name-control');
await field.focus();

const whole = [];
for (let n = 0; n < KEYS; n += 1) {
  const letter = 'abcdefghij'[n % 10];
  whole.push(await field.evaluate(shown, letter));
}

/** In the page: types a letter; resolves to the milliseconds until the paper has it. */
function shown(input, letter) {
  const paper = document.querySelector('.pane.is-desk .page').shadowRoot;
  return new Promise((resolve) => {
    const words = input.value + letter;
    const begun = performance.now();
    const seen = new MutationObserver(() => {
      if (!paper.textContent.includes(words)) return;
      seen.disconnect();
      requestAnimationFrame(() => resolve(performance.now() - begun));
    });
    seen.observe(paper, { childList: true, subtree: true, characterData: true });
    input.value = words;
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
  });
}

const rank = (values, part) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))];
const engine = asked.slice(-KEYS).map(({ took }) => took);
const own = whole.map((time, n) => time - engine[n]);
for (const [name, times] of Object.entries({
  'keystroke to preview': whole,
  'of it the program and its start': engine,
  'of it the page': own,
})) {
  const [median, p95] = [rank(times, 0.5), rank(times, 0.95)].map((time) => time.toFixed(0));
  console.log(`${name}: median ${median} ms, p95 ${p95} ms (${times.length} keys)`);
}
await chromium.close();
await site.close();
