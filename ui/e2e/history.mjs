import assert from 'node:assert/strict';

import { seed } from './seeds.mjs';

async function toHistory(page) {
  await page.locator('.recent-open').first().click();
  await page.locator('.pane.is-rail .rail-entry').first().waitFor();
  await page.keyboard.press('Control+h');
  await page.getByRole('heading', { name: 'History' }).waitFor();
}

const boxes = (page) =>
  page.locator('.log input').evaluateAll((all) => all.map(({ checked }) => checked));

async function compare(opened) {
  await opened({}, async (page) => {
    await seed(page, { issues: 2, changes: { office_hours: 'Mondays' } });
    await toHistory(page);
    await page.getByRole('heading', { name: 'From issue 2 to the draft' }).waitFor();
    const paper = page.locator('.compared');
    assert.match(await paper.locator('del').first().textContent(), /Friday/);
    assert.match(await paper.locator('ins').first().textContent(), /Mondays/);
    const look = await paper
      .locator('ins')
      .first()
      .evaluate((ins) => getComputedStyle(ins).textDecorationLine);
    assert.equal(look, 'underline', 'not by colour alone');
    const some = await paper.locator('section').count();
    await page.getByRole('button', { name: 'Whole policy' }).click();
    assert.ok((await paper.locator('section').count()) > some + 10);
    await page.getByRole('button', { name: 'Only changes' }).click();

    await page.getByLabel('Compare Issue 1, ').check();
    assert.equal((await boxes(page)).filter(Boolean).length, 2, 'two at a time');
    await page.getByRole('heading', { name: /From issue 1 to issue 2/ }).waitFor();
    await page.locator('.changes a').first().click();
    await page.waitForFunction(() => document.activeElement?.classList.contains('clause'));

    await page.getByRole('button', { name: 'Sheet for clients', exact: true }).click();
    const sheet = page.locator('.pane.is-desk .page');
    await sheet.getByRole('heading', { name: /^What changed in my/ }).waitFor();
    await page.getByRole('button', { name: 'Save the sheet for clients' }).click();
    await page.locator('.saved-note').getByText('changes.pdf').waitFor();
    await page.getByRole('button', { name: 'Read it again' }).click();
    await page.getByText('2 issues were read again.').waitFor();
  });
}

async function back(opened) {
  await opened({}, async (page) => {
    await seed(page, { issues: 2 });
    await toHistory(page);
    await page.getByRole('button', { name: /^More.*Issue 1/ }).click();
    await page.getByRole('menuitem', { name: 'Go back to this' }).click();
    await page.getByRole('heading', { name: 'Check your policy' }).waitFor();
    const hours = page.locator('.answers [data-question="office_hours"] dd').first();
    await hours.getByText('9 to 5').waitFor();
    await page.keyboard.press('Control+z');
    await hours.getByText('10 to 5').waitFor();
    await page.keyboard.press('Control+h');
    await page.locator('.log b', { hasText: 'Before going back' }).waitFor();
  });
}

async function files(opened) {
  await opened({}, async (page) => {
    await seed(page, { issues: 1 });
    await toHistory(page);
    const more = page.getByRole('button', { name: /^More.*Issue 1/ });
    await more.click();
    await page.getByRole('menuitem', { name: 'Open the PDF' }).click();
    const calls = await page.evaluate(() => globalThis.fakeBackend.calls);
    assert.deepEqual(calls, [['openIssued', 'p1', 1, 'pdf']]);
    for (const [entry, name] of [
      ['Save the web page', 'issue-1.html'],
      ['Save it on A4 paper', 'issue-1.pdf'],
      ['Save it as plain text', 'issue-1.txt'],
    ]) {
      await more.click();
      await page.getByRole('menuitem', { name: entry }).click();
      await page.locator('.saved-note').getByText(name).waitFor();
    }
    await page.keyboard.press('Alt+ArrowLeft');
    await page.getByRole('heading', { name: 'Check your policy' }).waitFor();
  });
}

async function nothing(opened) {
  await opened({}, async (page) => {
    await seed(page);
    await toHistory(page);
    await page.getByText('Your first issue will be kept here.').waitFor();
  });
}

export const history = [
  ['any two versions are compared word by word', compare],
  ['going back is an edit that can be undone', back],
  ['the files of an issue are opened and saved from History', files],
  ['an empty History says what it is for', nothing],
];
