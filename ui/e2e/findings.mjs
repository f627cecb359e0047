import assert from 'node:assert/strict';

import { scan } from './access.mjs';
import { begin, toStep } from './steps.mjs';

const WAYS = [{}, { colorScheme: 'dark' }, { viewport: { width: 320, height: 640 } }];

/** The panel by the keyboard alone: open, keep with a reason, take up again, change the answer. */
async function byKeyboard(opened) {
  for (const way of WAYS) {
    await opened(way, async (page) => {
      await begin(page);
      await toStep(page, 8);
      await page.locator('#q-updates input[name="updates"]').last().check();
      await page.locator('#q-updates .finding').waitFor();
      await toStep(page, 1);
      await page.keyboard.press('F8');
      const note = page.locator('#findings .finding');
      await note.first().waitFor();
      await page.waitForFunction(() => document.activeElement?.closest('#findings .finding'));
      await page.locator('#findings .scrap').filter({ hasText: 'new copy' }).waitFor();
      await scan(page, `findings ${JSON.stringify(way)}`);

      const tabTo = async (words) => {
        for (let n = 0; n < 12; n += 1) {
          await page.keyboard.press('Tab');
          const at = await page.evaluate(() => document.activeElement?.textContent ?? '');
          if (at.startsWith(words)) return;
        }
        assert.fail(`no Tab leads to ${words}`);
      };
      await tabTo('Keep as it is');
      await page.keyboard.press('Enter');
      await page.locator('#findings .keep input:focus').waitFor();
      await scan(page, `keeping ${JSON.stringify(way)}`);
      await page.keyboard.type('Everyone here reads the page.');
      await page.keyboard.press('Enter');
      await page.locator('#findings .finding.is-kept:focus').waitFor();
      assert.match(await note.last().textContent(), /Everyone here reads the page/);
      await page.locator('.tally-button').waitFor({ state: 'detached' });

      await tabTo('Take up again');
      await page.keyboard.press('Enter');
      await page.locator('#findings .finding:not(.is-kept):focus').waitFor();
      await tabTo('Change the answer');
      await page.keyboard.press('Enter');
      await page.locator('#q-updates').waitFor();
      await page.waitForFunction(() => document.activeElement?.name === 'updates');
    });
  }
}

/** Keeping is a change like any other. */
async function asksAgain(opened) {
  await opened({}, async (page) => {
    await begin(page);
    await toStep(page, 8);
    const last = page.locator('#q-updates input[name="updates"]').last();
    await last.check();
    await page.locator('#q-updates .finding .link').filter({ hasText: 'Keep as it is' }).click();
    await page.keyboard.type('For now.');
    await page.keyboard.press('Enter');
    await page.locator('#q-updates .finding.is-kept').waitFor();
    await page.evaluate(() => document.activeElement?.blur());
    await page.keyboard.press('Control+z');
    await page.locator('#q-updates .finding:not(.is-kept)').waitFor();
    await page.keyboard.press('Control+Shift+z');
    await page.locator('#q-updates .finding.is-kept').waitFor();
  });
}

export const findings = [
  ['the findings panel by keyboard: keep, take up again, change', byKeyboard],
  ['keeping a finding is undone and done again', asksAgain],
];
