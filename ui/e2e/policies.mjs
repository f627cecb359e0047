import assert from 'node:assert/strict';

import { seed } from './seeds.mjs';
import { begin } from './steps.mjs';

const drafts = [
  ['Ruth Okafor, LCSW', { practice_name: 'Ruth Okafor' }],
  ['Riverside Teen Group', { practice_name: 'Riverside' }],
];

const rows = (page) => page.locator('.recent').first().locator('.recent-open b').allTextContents();

async function more(page, name, entry) {
  await page.getByRole('button', { name: new RegExp(`^More.*${name}`) }).click();
  await page.getByRole('menuitem', { name: entry }).click();
}

async function list(opened) {
  await opened({}, async (page) => {
    await seed(page, { issues: 1, changes: { office_hours: 'Mondays' }, drafts });
    const issued = page.getByRole('button', { name: /^June Halloran/ });
    assert.match(
      await issued.textContent(),
      /Issue 1, from December 1, 2026, and changes not issued yet.*Review by June 1, 2027/,
    );
    assert.match(
      await page.getByRole('button', { name: /^Riverside/ }).textContent(),
      /Saved today \d\d:\d\d.*Draft/,
    );

    await more(page, 'Riverside Teen Group', 'Rename');
    await page.keyboard.type('Teens');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^Teens/ }).waitFor();
    assert.equal(
      await page.evaluate(() => document.activeElement?.className.includes('recent-open')),
      true,
      'the focus comes back to the row',
    );

    await more(page, 'Teens', 'Put away');
    await page.getByText('Put away (1)').click();
    assert.deepEqual((await rows(page)).sort(), ['June Halloran, LPC', 'Ruth Okafor, LCSW']);
    await more(page, 'Teens', 'Take out again');
    await page.getByText('Put away (1)').waitFor({ state: 'detached' });
    assert.equal((await rows(page)).length, 3);

    await page.reload();
    await page.locator('.recent').waitFor();
    assert.ok((await rows(page)).includes('Teens'), 'it is in the store');
    await page.getByRole('button', { name: /^Teens/ }).click();
    await page.locator('.docname', { hasText: 'Teens' }).click();
    await page.keyboard.type('Young people');
    await page.keyboard.press('Escape');
    await page.locator('.docname', { hasText: 'Teens' }).click();
    await page.keyboard.type('Young people');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() =>
      document.activeElement?.textContent.startsWith('Young people'),
    );
    await page.locator('.docname').click();
    await page.keyboard.press('Delete');
    await page.keyboard.press('Enter');
    await page.locator('.docname', { hasText: 'Riverside' }).waitFor();
  });
}

async function search(opened) {
  const many = Array.from({ length: 8 }, (_, n) => [
    `Group ${n + 1}`,
    { practice_name: `Group ${n + 1}`, phone: `555-010${n}` },
  ]);
  await opened({}, async (page) => {
    await seed(page, { drafts: many.slice(0, 7) });
    assert.equal(await page.locator('#search').count(), 0, 'eight are seen at a glance');
  });
  await opened({}, async (page) => {
    await seed(page, { drafts: many });
    await page.locator('#search').fill('555-0103');
    await page.locator('.recent-open', { hasText: 'Group 4' }).waitFor();
    assert.deepEqual(await rows(page), ['Group 4'], 'answers are searched as well');
    await page.locator('#search').fill('nowhere');
    await page.getByText('Nothing found.').waitFor();
    await page.locator('#search').fill('');
    await page.locator('.recent-open').nth(8).waitFor();
  });
}

async function second(opened) {
  await opened({}, async (page) => {
    await seed(page, { drafts });
    await page.evaluate(() => {
      const { store } = globalThis.fakeBackend;
      const { draft } = store.open('p1');
      const answers = { ...draft.answers, phone: '503-555-0142' };
      store.save('p1', { ...draft, answers }, null, 'answer');
    });
    await page.keyboard.press('Control+n');
    await page.waitForFunction(() => document.activeElement?.name === 'preset');
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    await page.locator('#q-phone-control').waitFor();
    assert.equal(await page.locator('#q-phone-control').inputValue(), '503-555-0142');
    await page.keyboard.press('F10');
    await page.getByRole('menuitem', { name: 'Your policies' }).click();
    await page.locator('.recent-open').nth(3).waitFor();
  });
}

async function notices(opened) {
  await opened({}, async (page) => {
    const salvaged = {
      kind: 'salvaged',
      text: 'Part of what Plain Policy keeps was damaged.',
      details: ['Willow, draft: Taken from the last backup.', 'Willow, issue 1: Repaired.'],
      policy: null,
    };
    await seed(page, { issues: 1, desk: { notices: [salvaged] } });
    const note = page.locator('.notices');
    await note.getByText('Willow, draft: Taken from the last backup.').waitFor();
    await page.getByRole('button', { name: 'I have read this' }).click();
    await note.waitFor({ state: 'detached' });
    assert.equal(await page.evaluate(() => document.activeElement?.localName), 'h1');

    // The day of review has come.
    await page.clock.setFixedTime(new Date('2027-07-01T12:00:00Z'));
    await page.reload();
    await page.getByRole('button', { name: 'Look at it now' }).click();
    await page.getByRole('heading', { name: 'Check your policy' }).waitFor();
  });
}

async function offer(opened) {
  await opened({}, async (page) => {
    await seed(page, { issues: 1, drafts });
    await page.getByRole('button', { name: /^June/ }).click();
    await page.locator('.pane.is-rail .rail-entry').first().waitFor();
    await page.keyboard.press('Control+1');
    await page.locator('#q-phone-control').fill('971-555-0199');
    await page.locator('#q-phone-control').blur();
    await page.keyboard.press('F10');
    await page.getByRole('menuitem', { name: 'Your policies' }).click();
    const note = page.locator('.offer');
    await note.getByText('971-555-0199').waitFor();
    assert.deepEqual(
      await note.locator('li').allTextContents(),
      drafts.map(([name]) => name),
    );
    await note.getByRole('button', { name: 'Change them there too' }).click();
    await note.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /^Riverside/ }).click();
    await page.locator('#q-phone-control').waitFor();
    assert.equal(await page.locator('#q-phone-control').inputValue(), '971-555-0199');
    await page.locator('main h1').click();
    await page.getByRole('button', { name: 'Undo' }).first().click();
    await page.waitForFunction(() => document.querySelector('#q-phone-control').value === '');
  });
}

async function taken(opened) {
  await opened({}, async (page) => {
    await seed(page, { drafts: drafts.slice(0, 1) });
    const before = await rows(page);
    await page.keyboard.press('Control+o');
    await page.locator('dialog[open]').getByText('is added, with 1 issue').waitFor();
    await page.keyboard.press('Escape');
    assert.deepEqual(await rows(page), before, 'nothing changes before a yes');
    await page.keyboard.press('Control+o');
    await page.getByRole('button', { name: 'Take it over' }).waitFor();
    // Closed and asked for again so fast that the word of the closing comes after.
    await page.evaluate(() => {
      document.querySelector('dialog[open]').close();
      const key = { key: 'o', ctrlKey: true, bubbles: true, cancelable: true };
      document.body.dispatchEvent(new KeyboardEvent('keydown', key));
    });
    await page.waitForTimeout(300);
    await page.getByRole('button', { name: 'Take it over' }).click();
    await page.getByRole('button', { name: /^Riverside Teen Group/ }).waitFor();
  });
}

/** Undo and redo come from the store, so they are there after the window was closed. */
async function undone(opened) {
  await opened({}, async (page) => {
    await begin(page);
    await page.locator('#q-practice_name-control').fill('Willow');
    await page.locator('#q-practice_name-control').blur();
    await page.locator('input[name="voice"]').nth(2).check();
    await page.keyboard.press('Control+3');
    await page.locator('.saved', { hasText: 'Draft, saved' }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: /^Willow/ }).click();
    await page.locator('.pane.is-rail .rail-entry').first().waitFor();
    await page.keyboard.press('Control+3');
    await page.locator('main h1').click();
    await page.keyboard.press('Control+z');
    await page.locator('#q-voice').waitFor();
    assert.equal(await page.locator('input[name="voice"]').nth(2).isChecked(), false);
    await page.waitForFunction(() =>
      document.querySelector('.spoken')?.textContent.startsWith('Undone: '),
    );
    await page.locator('main h1').click();
    await page.keyboard.press('Control+z');
    await page.waitForFunction(
      () => document.querySelector('#q-practice_name-control')?.value === '',
    );
    await page.keyboard.press('Control+Shift+z');
    await page.waitForFunction(
      () => document.querySelector('#q-practice_name-control')?.value === 'Willow',
    );
  });
}

export const policies = [
  ['the list: state in words, rename, put away, take out', list],
  ['more than eight policies can be searched', search],
  ['a second policy begins with what the practice has said', second],
  ['what should be known stands first, until it is read', notices],
  ['changed details are offered to the other policies', offer],
  ['a file says what it would change before anything does', taken],
  ['undo and redo outlast a restart and go to where it shows', undone],
];
