import assert from 'node:assert/strict';

import { begin, quiet, toStep } from './steps.mjs';

/** In the page: the paper's shadow root. */
const inPaper = (page, use, argument) =>
  page
    .locator('.pane.is-desk .page')
    .evaluate(
      (host, [code, value]) =>
        new Function('root', 'value', `return (${code})(root, value)`)(host.shadowRoot, value),
      [String(use), argument],
    );

async function lights(opened) {
  await opened({}, async (page) => {
    await begin(page);
    await toStep(page, 3);
    await page.locator('#q-follow_back input').first().focus();
    const lit = await inPaper(page, (root) =>
      [...root.querySelectorAll('.mark-lit')].map((block) => block.textContent),
    );
    assert.equal(lit.length, 1);
    assert.match(lit[0], /follow clients/);
    const seen = await inPaper(page, (root) => {
      const { top, bottom } = root.querySelector('.mark-lit').getBoundingClientRect();
      const bar = getComputedStyle(root.querySelector('.mark-lit'), '::before');
      return { top, bottom, bar: bar.borderLeftWidth, ground: bar.backgroundColor };
    });
    assert.ok(seen.top >= 0 && seen.bottom <= 800, 'brought into view');
    assert.equal(seen.bar, '4px', 'not by colour alone');
    assert.notEqual(seen.ground, 'rgba(0, 0, 0, 0)');

    await page.locator('#q-friend_requests input[name="friend_requests"]').last().check();
    await quiet(page);
    const after = await inPaper(page, (root) =>
      [...root.querySelectorAll('.mark-lit')].map((block) => block.textContent).join(),
    );
    assert.match(after, /accept/, 'the new sentence is lit as well');
  });
}

async function clickLeads(opened) {
  await opened({}, async (page) => {
    await begin(page);
    await page.locator('.pane.is-desk').getByText('I take tags off').click();
    await page.locator('#q-tags').waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.name), 'tags');
    assert.equal(new URL(page.url()).hash, '', 'a link of the paper leads nowhere');
  });
}

async function enterLeads(opened) {
  await opened({}, async (page) => {
    await begin(page);
    await page.keyboard.press('F6');
    for (let n = 0; n < 4; n += 1) {
      const desk = await page.evaluate(
        () => document.activeElement?.closest('[data-pane]')?.dataset.pane === 'desk',
      );
      if (desk) break;
      await page.keyboard.press('F6');
    }
    const stops = await inPaper(page, (root) => root.querySelectorAll('[tabindex="0"]').length);
    assert.equal(stops, 1, 'the paper is one tab stop');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.locator('#q-acknowledgement').waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.name), 'acknowledgement');
  });
}

/** Without its marks the paper is what the review sent, part by part. */
async function bare(opened) {
  await opened({}, async (page) => {
    let last = null;
    page.on('response', async (response) => {
      if (response.url().endsWith('/engine/review')) last = await response.json();
    });
    await begin(page);
    await toStep(page, 3);
    await page.locator('#q-search_clients input[name="search_clients"]').nth(2).check();
    await quiet(page);
    const different = await inPaper(
      page,
      (root, parts) => {
        const bareOf = (part) => {
          const copy = part.cloneNode(true);
          for (const element of [copy, ...copy.querySelectorAll('*')]) {
            const marks = [...element.classList].filter((name) => name.startsWith('mark-'));
            element.classList.remove(...marks);
            if (marks.length > 0 && element.classList.length === 0)
              element.removeAttribute('class');
            element.removeAttribute('tabindex');
            element.removeAttribute('aria-description');
          }
          return copy.outerHTML;
        };
        const parsed = (html) => {
          const template = document.createElement('template');
          template.innerHTML = html;
          return template.innerHTML.trim();
        };
        const shown = [...root.querySelector('.sheet').children].map(bareOf);
        const sent = parts.map(({ html }) => parsed(html));
        return shown.length === sent.length
          ? shown.map((html, n) => [html, sent[n]]).filter(([a, b]) => a !== b)
          : [[shown.length, sent.length]];
      },
      last.preview.parts,
    );
    assert.deepEqual(different, []);
    assert.ok(last.preview.parts.length > 10);
  });
}

/** Paper is white also where all else is dark. */
async function white(opened) {
  await opened({ colorScheme: 'dark' }, async (page) => {
    await begin(page);
    const colours = await page.evaluate(() => {
      const host = document.querySelector('.pane.is-desk .page');
      const text = host.shadowRoot.querySelector('h1');
      return [
        getComputedStyle(host.closest('.paper')).backgroundColor,
        getComputedStyle(text).color,
      ];
    });
    assert.match(colours[0], /oklch\(1 0 0\)|rgb\(255, 255, 255\)/);
    assert.equal(colours[1], 'rgb(17, 17, 17)');
  });
}

export const paper = [
  ['focus in a question lights what it wrote', lights],
  ['a click on a sentence leads to its question', clickLeads],
  ['so does Enter, with the keyboard', enterLeads],
  ['without its marks the paper is what the review sent', bare],
  ['the paper is white in the dark', white],
];
