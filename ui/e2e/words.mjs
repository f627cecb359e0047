import assert from 'node:assert/strict';

import { scan } from './access.mjs';
import { begin, toStep } from './steps.mjs';

const WAYS = [{}, { colorScheme: 'dark' }, { viewport: { width: 320, height: 640 } }];

const onPaper = (page, words) =>
  page.waitForFunction(
    (words) =>
      document
        .querySelector('.pane.is-desk .page')
        ?.shadowRoot?.textContent?.replace(/\s+/g, ' ')
        .includes(words),
    words,
  );

/** The first clause of the list whose name begins so. */
const clause = (page, name) =>
  page.locator('.outline li .name .link', { hasText: new RegExp(`^${name}`) }).first();

/** Presses a button by the keyboard. */
async function press(page, button) {
  await button.focus();
  await page.keyboard.press('Enter');
}

/** A clause in her words, seen on the paper, and ours again; a part of her own; all undone. */
async function inHerWords(opened) {
  for (const way of WAYS) {
    await opened(way, async (page) => {
      const where = JSON.stringify(way);
      await begin(page);
      await toStep(page, 8);
      await press(page, page.locator('.to-words button'));
      await page.locator('.outline').first().waitFor();
      await scan(page, `words and order ${where}`);

      await press(page, clause(page, 'Friend requests declined'));
      const words = page.locator('#wording');
      await page.waitForFunction(() => document.querySelector('#wording')?.value.includes('**'));
      await words.focus();
      await page.keyboard.press('Control+a');
      await page.keyboard.type('**I keep friends and clients apart.** Call me.');
      await onPaper(page, 'I keep friends and clients apart. Call me.');
      await page.locator('.differing-words ins').first().waitFor();
      await page.locator('.reads').waitFor();
      await scan(page, `a clause in her words ${where}`);
      await press(page, page.getByRole('button', { name: 'Back to our words' }));
      await page.locator('.differing-words').waitFor({ state: 'detached' });
      await page.locator('body').click({ position: { x: 1, y: 1 } });
      await page.keyboard.press('Control+z');
      await onPaper(page, 'I keep friends and clients apart.');

      await page.keyboard.press('Control+Enter');
      const add = page.getByRole('button', { name: /^Add your own.*“Better ways/ });
      await press(page, add);
      await page.locator('#wording:focus').waitFor();
      await page.keyboard.type('Park *behind* the house.');
      await onPaper(page, 'Park behind the house.');
      await press(page, page.getByRole('button', { name: 'Remove these words' }));
      await add.waitFor();

      await press(page, clause(page, 'Tags'));
      await press(page, page.getByRole('button', { name: 'Leave this out' }));
      await page.locator('.keep input:focus').waitFor();
      await page.keyboard.type('I have no page.');
      await page.keyboard.press('Enter');
      await page.getByText('Because: I have no page.').waitFor();
      await scan(page, `something left out ${where}`);
    });
  }
}

/** Parts move by buttons, the focus goes along, and a ready order gives up the moves. */
async function inHerOrder(opened) {
  await opened({}, async (page) => {
    await begin(page);
    await toStep(page, 8);
    await page.locator('.to-words button').click();
    const titles = () => page.locator('.outline .sub').allTextContents();
    await page.locator('.outline').first().waitFor();
    const before = await titles();
    const at = before.indexOf('If you follow me');
    const down = page.getByRole('button', { name: /^Down ?: If you follow me/ });
    await press(page, down);
    await page.waitForFunction(
      (at) => document.querySelectorAll('.outline .sub')[at]?.textContent === 'If you follow me',
      at + 1,
    );
    await page.waitForFunction(() => document.activeElement?.textContent?.startsWith('Down'));
    await page.locator('.orders input').last().check();
    await page.waitForFunction(
      (at) => document.querySelectorAll('.outline .sub')[at]?.textContent !== 'If you follow me',
      at + 1,
    );
    await page.locator('.orders input').first().check();
    await page.waitForFunction(
      (before) =>
        [...document.querySelectorAll('.outline .sub')].map((it) => it.textContent).join() ===
        before,
      before.join(),
    );
    assert.deepEqual(await titles(), before);
  });
}

/** From a sentence of the paper, with Tab, to its words and to why it is there. */
async function fromThePaper(opened) {
  await opened({}, async (page) => {
    await begin(page);
    await toStep(page, 3);
    await page.locator('.pane.is-desk .page').evaluate((host) => {
      const blocks = [...host.shadowRoot.querySelectorAll('p.mark-block, .say > *')];
      blocks.find((block) => block.textContent.includes('friend requests from')).focus();
    });
    await page.locator('.block-bar').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('#why-here:popover-open').waitFor();
    await scan(page, 'why this is here');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await page.locator('#wording').waitFor();
    await page.keyboard.press('Alt+ArrowLeft');
    await page.locator('#q-friend_requests').waitFor();
  });
}

export const words = [
  ['her own words, with the keyboard', inHerWords],
  ['her own order', inHerOrder],
  ['from a sentence of the paper to its words and its reasons', fromThePaper],
];
