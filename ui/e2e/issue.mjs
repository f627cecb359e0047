import assert from 'node:assert/strict';

import { seed } from './seeds.mjs';
import { quiet } from './steps.mjs';

async function toCheck(page) {
  await page.locator('.recent-open').first().click();
  await page.getByRole('heading', { name: 'Check your policy' }).waitFor();
}

const calls = (page) => page.evaluate(() => globalThis.fakeBackend.calls);

async function open(opened) {
  await opened({}, async (page) => {
    await seed(page);
    await page.evaluate(() => {
      const { store } = globalThis.fakeBackend;
      const { draft } = store.open('p1');
      const { phone: _, ...answers } = draft.answers;
      store.save('p1', { ...draft, answers, suggested: ['voice'] }, null, 'answer');
    });
    await page.reload();
    await page.locator('.recent-open').first().click();
    await page.locator('.pane.is-rail .rail-entry').first().waitFor();
    await page.keyboard.press('F10');
    await page.getByRole('menuitem', { name: 'Issue this policy' }).click();
    await page.getByRole('heading', { name: 'Not ready to issue yet' }).waitFor();
    assert.equal(await page.locator('#issue-form').count(), 0);
    await page.getByRole('button', { name: 'This looks right' }).click();
    await page.getByRole('button', { name: /^Go there.*Phone number/ }).click();
    await page.waitForFunction(() => document.activeElement?.id === 'q-phone-control');
    await page.keyboard.type('503-555-0142');
    await quiet(page);
    await page.keyboard.press('F10');
    await page.getByRole('menuitem', { name: 'Issue this policy' }).click();
    await page.getByRole('heading', { name: 'Issue 1, ready to go out' }).waitFor();
  });
}

async function faults(opened) {
  await opened({}, async (page) => {
    await seed(page);
    await toCheck(page);
    await page.getByRole('button', { name: 'Issue this policy' }).click();
    await page.locator('#issue-from').fill('');
    await page.getByLabel('On another day').check();
    await page.keyboard.press('Control+Enter');
    await page.waitForFunction(() => document.activeElement?.id === 'issue-from');
    assert.match(await page.title(), /^Error: /);
    assert.equal(await page.locator('#issue-form .error').count(), 2);
    await page.locator('#issue-from').fill('2027-01-04');
    await page.locator('#issue-day').fill('2026-12-24');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Enter a day after the one from which it holds.').waitFor();
    await page.waitForFunction(() => document.activeElement?.id === 'issue-day');
    assert.deepEqual(
      await page.evaluate(() => globalThis.fakeBackend.store.history('p1').revisions),
      [],
    );
  });
}

async function issue(opened) {
  await opened({}, async (page) => {
    await seed(page, { issues: 1, changes: { office_hours: 'Monday to Friday, 10 to 4' } });
    await page.evaluate(() => globalThis.fakeBackend.store.setFolder('outputs', '/home/dana/Own'));
    await toCheck(page);
    await page.getByRole('button', { name: 'Issue this policy' }).click();
    await page.locator('#issue-from').fill('2027-01-04');
    await page.getByLabel('In 6 months, on July 4, 2027').check();
    await page.locator('#issue-note').fill('New hours');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: 'Issue 2 is ready.' }).waitFor();
    const words = await page.locator('main').textContent();
    for (const said of ['January 4, 2027', 'July 4, 2027', 'Issue 1, from', '/home/dana/Own/']) {
      assert.ok(words.includes(said), said);
    }
    assert.match(await page.locator('.figures').textContent(), /^[0-9A-F]{4}-[0-9A-F]{4}$/);
    assert.equal(await page.locator('.saved').textContent(), 'Issue 2');
    assert.equal(await page.locator('.button.primary:visible').count(), 1);

    await page.getByRole('button', { name: 'Save PDF' }).first().click();
    await page.locator('.saved-note').getByText('issue-2.pdf').waitFor();
    await page.keyboard.press('Control+p');
    await page.waitForFunction(() => globalThis.fakeBackend.calls.length > 0);
    assert.deepEqual(await calls(page), [['openIssued', 'p1', 2, 'pdf']]);
    await page.getByRole('button', { name: /^Save web page.*What changed/ }).click();
    await page.locator('.saved-note').getByText('changes.html').waitFor();

    // One more change, and it is a draft again; taken back, it is the issue.
    await page.getByRole('button', { name: 'Back to the questions' }).click();
    await page.locator('#q-phone-control').fill('503-555-0100');
    await page.locator('main h1').click();
    await page.keyboard.press('Control+e');
    await page.getByRole('heading', { name: 'Ready to issue.' }).waitFor();
    await page.getByText('Changed since issue 2').waitFor();
    await page.keyboard.press('Control+z');
    await page.getByRole('heading', { name: 'Issue 2 is ready.' }).waitFor();
  });
}

async function refused(opened) {
  await opened({}, async (page) => {
    await seed(page);
    await toCheck(page);
    await page.getByRole('button', { name: 'Issue this policy' }).click();
    await page.evaluate(() =>
      globalThis.fakeBackend.fail('issue', {
        code: 'cannot_write',
        message: 'The disk is full.',
        detail: '',
      }),
    );
    await page.getByLabel('I set no day').check();
    await page.keyboard.press('Control+Enter');
    await page.getByText('The disk is full.').waitFor();
    await page.evaluate(() => globalThis.fakeBackend.fail('issue', null));
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: 'Issue 1 is ready.' }).waitFor();
    assert.equal(await page.getByText('The disk is full.').count(), 0);
  });
}

export const issuing = [
  ['what is still open leads to where it is answered', open],
  ['the days of an issue are checked before it is made', faults],
  ['an issue is confirmed, and its very files are offered while nothing changes', issue],
  ['an issue that was refused can be made again', refused],
];
