import assert from 'node:assert/strict';

import { seed } from './seeds.mjs';

async function toFiles(page) {
  await page.keyboard.press('F10');
  await page.getByRole('menuitem', { name: 'Backups and files' }).click();
  await page.getByRole('heading', { name: 'Backups and files' }).waitFor();
}

async function folders(opened) {
  await opened({}, async (page) => {
    await seed(page, { issues: 1 });
    await toFiles(page);
    await page.getByRole('button', { name: /^Choose a folder.*Copies/ }).click();
    await page.getByText('/home/dana/Policies').waitFor();
    await page.getByRole('button', { name: /^Write no copies/ }).click();
    await page.getByText('No folder chosen.').waitFor();
    await page.getByRole('button', { name: /^Choose another folder.*Backups/ }).click();
    await page.getByText('/media/dana/Backups').waitFor();
    await page.getByRole('button', { name: /^Back to the usual place/ }).click();
    await page.getByText('plain-policy/backups').waitFor();
    await page.getByRole('button', { name: 'Save everything' }).click();
    await page.locator('.saved-note').getByText('All-policies.plainpolicy').waitFor();
    await page.getByRole('button', { name: 'Save June Halloran' }).click();
    await page.locator('.saved-note').getByText('June-Halloran,-LPC.plainpolicy').waitFor();
    await page.getByRole('button', { name: 'Back', exact: true }).click();
    await page.getByRole('heading', { name: 'Your policies' }).waitFor();
  });
}

async function backups(opened) {
  await opened({}, async (page) => {
    await seed(page, { issues: 1 });
    await toFiles(page);
    await page.getByText('There is no backup yet.').waitFor();
    await page.getByRole('button', { name: 'Make a backup now' }).click();
    await page.getByText('made when you asked for it').waitFor();
    await page.evaluate(() => globalThis.fakeBackend.store.rename('p1', 'Another name'));
    await page.getByRole('button', { name: /^What is in it/ }).click();
    await page.getByText('June Halloran, LPC,').waitFor();
    await page.getByText('1 issue', { exact: false }).first().waitFor();
    await page.getByRole('button', { name: 'Go back to this backup' }).click();
    await page.getByRole('heading', { name: 'Your policies' }).waitFor();
    await page.getByRole('button', { name: /^June Halloran/ }).waitFor();
    await toFiles(page);
    assert.equal(await page.locator('.backups > li').count(), 2, 'what was there is kept too');
  });
}

export const files = [
  ['folders are chosen and let go, and everything is saved as one file', folders],
  ['a backup shows what is in it and can be gone back to', backups],
];
