import assert from 'node:assert/strict';

import { begin } from './steps.mjs';

const fail = (page, command, failure) =>
  page.evaluate(([c, f]) => globalThis.fakeBackend.fail(c, f), [command, failure]);

const full = { code: 'cannot_write', message: 'The disk is full.', detail: 'os error 28' };

async function unsaved(opened) {
  await opened({}, async (page) => {
    await begin(page);
    await fail(page, 'saveDraft', full);
    await page.locator('#q-practice_name-control').fill('Willow Counseling');
    await page.getByText('The disk is full.').waitFor();
    assert.equal(await page.locator('.saved').textContent(), 'Draft, not saved');
    await fail(page, 'saveDraft', null);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('The disk is full.').waitFor({ state: 'detached' });
    assert.match(await page.locator('.saved').textContent(), /Draft, saved \d\d:\d\d/);
  });
}

async function kept(opened) {
  await opened({}, async (page) => {
    await begin(page);
    await page.locator('#q-practice_name-control').fill('Willow Counseling');
    await page.locator('.saved', { hasText: 'Draft, saved' }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: /^Willow Counseling/ }).click();
    await page.locator('#q-practice_name-control').waitFor();
    assert.equal(
      await page.locator('#q-practice_name-control').inputValue(),
      'Willow Counseling',
      'the draft is where it was left',
    );
  });
}

async function notExported(opened) {
  await opened({}, async (page) => {
    await begin(page);
    await page.keyboard.press('Control+e');
    await fail(page, 'exportFile', full);
    await page.locator('.sheet.first .button.primary').click();
    await page.getByText('The copy was not saved.').waitFor();
    await fail(page, 'exportFile', null);
    await page.locator('.sheet.first .button.primary').click();
    await page.locator('.saved-note').waitFor();
    assert.equal(await page.getByText('The copy was not saved.').count(), 0);
    await page.getByRole('button', { name: 'Show in folder' }).click();
    await page.getByRole('button', { name: 'Open', exact: true }).click();
    const calls = await page.evaluate(() => globalThis.fakeBackend.calls.map(([name]) => name));
    assert.deepEqual(calls, ['showSaved', 'openSaved']);
  });
}

async function sources(opened) {
  await opened({}, async (page) => {
    await begin(page);
    await page.keyboard.press('Control+3');
    const why = page.locator('#q-friend_requests > .body > .asides details').first();
    await why.locator('summary').click();
    await why.locator('.sources a').first().click();
    const calls = await page.evaluate(() => globalThis.fakeBackend.calls);
    assert.equal(calls[0][0], 'openLink');
    assert.match(calls[0][1], /^https:\/\//);
  });
}

export const trouble = [
  ['a draft that could not be saved says so, and is saved again', unsaved],
  ['a kept draft is taken up again', kept],
  ['a copy that could not be saved says so', notExported],
  ['a source opens outside, through the backend', sources],
];
