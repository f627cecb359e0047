import assert from 'node:assert/strict';

import { scan } from './access.mjs';
import { begin, toStep } from './steps.mjs';

const WAYS = [{}, { colorScheme: 'dark' }, { viewport: { width: 320, height: 640 } }];

/** Ctrl+F finds in questions, answers and policy; Enter leads there. */
async function finds(opened) {
  for (const way of WAYS) {
    await opened(way, async (page) => {
      await begin(page);
      await page.keyboard.press('Control+f');
      await page.locator('#find-words:focus').waitFor();
      await page.keyboard.type('friend request');
      const kinds = page.locator('.hit .where');
      await kinds.filter({ hasText: 'Policy, If you send a friend request' }).first().waitFor();
      await kinds.filter({ hasText: 'Question, Following' }).first().waitFor();
      await scan(page, `find ${JSON.stringify(way)}`);
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => document.activeElement?.name === 'friend_requests');

      await page.keyboard.press('Control+f');
      await page.locator('#find-words:focus').fill('look clients up online');
      const hit = page.locator('.hit').filter({ hasText: 'Policy, If we look' }).first();
      await hit.focus();
      await page.keyboard.press('Enter');
      await page.waitForFunction(() =>
        document
          .querySelector('.pane.is-desk .page')
          ?.shadowRoot?.activeElement?.textContent?.includes('look clients up'),
      );
    });
  }
}

/** The pages are those of the PDF, follow what is answered, and are asked for only when shown. */
async function showsPages(opened) {
  for (const way of WAYS) {
    await opened(way, async (page) => {
      const asked = [];
      page.on('request', (request) => request.url().endsWith('/engine/pages') && asked.push(1));
      await begin(page);
      await page.locator('#q-practice_name-control').fill('Willow');
      await page.locator('.pane.is-desk .page').waitFor({ state: 'attached' });
      assert.equal(asked.length, 0, 'not while the text is shown');
      await page.keyboard.press('F10');
      await page.locator('.menu-list:popover-open').getByText('Preview as pages').click();
      const images = page.locator('.page-view img');
      await images.first().waitFor();
      const count = await images.count();
      assert.ok(count > 1);
      assert.match(await page.locator('.page-view p').textContent(), new RegExp(`^${count} pages`));
      assert.match(await images.first().getAttribute('alt'), new RegExp(`^Page 1 of ${count}`));
      const drawn = await images
        .first()
        .evaluate((image) => image.decode().then(() => image.naturalWidth));
      assert.ok(drawn > 0, 'the picture is one');
      await scan(page, `pages ${JSON.stringify(way)}`);
      const before = await images.first().getAttribute('src');
      await page.locator('#q-practice_name-control').evaluate((field) => {
        field.value = 'Willow and Oak';
        field.dispatchEvent(new Event('input', { bubbles: true }));
      });
      await page.waitForFunction(
        (before) => document.querySelector('.page-view img')?.src !== before,
        before,
      );
    });
  }
}

/** The preview has a size of its own, by keys while it has the focus. */
async function zooms(opened) {
  await opened({}, async (page) => {
    await begin(page);
    const size = () =>
      page
        .locator('.pane.is-desk .page')
        .evaluate((host) => host.shadowRoot.querySelector('h1').getBoundingClientRect().height);
    const usual = await size();
    await page.keyboard.press('Control+=');
    assert.equal(await size(), usual, 'not while the focus is in the questions');
    await page.locator('.pane.is-desk').focus();
    await page.keyboard.press('Control+=');
    await page.keyboard.press('Control+=');
    const large = await size();
    assert.ok(large > usual * 1.1, `${large} after ${usual}`);
    await page.keyboard.press('Control+0');
    assert.equal(await size(), usual);
    await page.keyboard.press('Control+-');
    assert.ok((await size()) < usual);
    await toStep(page, 3);
    assert.ok((await size()) < usual, 'it stays so');
  });
}

export const beside = [
  ['one field finds words in questions, answers and policy', finds],
  ['the pages are drawn as they are printed, while they are shown', showsPages],
  ['the preview has a size of its own', zooms],
];
