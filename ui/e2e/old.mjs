import assert from 'node:assert/strict';

import { toStep } from './steps.mjs';

/** Opens a stiff old policy and has it checked. */
export async function oldPolicy(page) {
  await page.getByRole('button', { name: 'Check my old policy' }).click();
  await page.getByRole('button', { name: 'Open a file' }).click();
  await page.waitForFunction(() => document.querySelector('#old-text')?.value.length > 0);
  await page.getByRole('button', { name: 'Check it' }).click();
  await page.locator('.seen').waitFor();
}

/** From an old policy to a new one that holds its answers, each waiting for a yes. */
async function fromOldToNew(opened) {
  await opened({}, async (page) => {
    await page.getByRole('button', { name: 'Check my old policy' }).click();
    await page.getByRole('button', { name: 'Check it' }).click();
    await page.locator('#old-error').waitFor();
    await page.getByRole('button', { name: 'Back to start' }).click();
    await oldPolicy(page);
    const rules = await page
      .locator('.seen [data-finding]')
      .evaluateAll((found) => found.map(({ dataset }) => dataset.finding));
    assert.deepEqual(rules.sort(), ['R09', 'R18', 'R19']);
    await page.getByRole('button', { name: 'Begin a new policy with these' }).click();
    await page.locator('#q-practice_name').waitFor();
    await toStep(page, 3);
    const friends = page.locator('#q-friend_requests');
    // Whether it is asked depends on an answer the old text did not give.
    await toStep(page, 2);
    await page.locator('#q-account_separation input').first().check();
    await toStep(page, 3);
    await friends.locator('input[value="decline_all"]:checked').waitFor();
    assert.equal(await friends.locator('.choice.suggested').count(), 1);
    await page.locator('body').press('F10');
    const kept = await page.evaluate(() => JSON.stringify(localStorage));
    assert.ok(!kept.includes('undersigned'), 'nothing of the text is kept');
  });
}

export const old = [['an old policy is checked, and its answers start a new one', fromOldToNew]];
