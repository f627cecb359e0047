// Every command fails once: the person is told, nothing is lost, and it works the next time.
import assert from 'node:assert/strict';

import { seed } from './seeds.mjs';
import { begin } from './steps.mjs';

const MESSAGE = 'The disk did not do it.';

const fail = (page, command, code = 'cannot_write') =>
  page.evaluate(
    ([c, f]) => globalThis.fakeBackend.fail(c, f),
    [command, code && { code, message: MESSAGE, detail: 'os error 5' }],
  );

const menu = async (page, entry) => {
  await page.keyboard.press('F10');
  await page.getByRole('menuitem', { name: entry }).click();
};

const more = async (page, name, entry) => {
  await page.getByRole('button', { name: new RegExp(`^More.*${name}`) }).click();
  await page.getByRole('menuitem', { name: entry }).click();
};

const button = (page, name) => page.getByRole('button', { name }).first();

/** Where an act begins, and the act itself; where it is told, and what is seen once it is done. */
const start = { there: async () => {} };
const open = {
  async there(page) {
    await button(page, /^June/).click();
    await page.locator('.pane.is-rail .rail-entry').first().waitFor();
  },
};
const finish = {
  async there(page) {
    await open.there(page);
    await page.keyboard.press('Control+e');
    await page.locator('.window.finish').waitFor();
  },
};
const history = {
  async there(page) {
    await open.there(page);
    await page.keyboard.press('Control+h');
    await page.locator('.compared').waitFor();
  },
};
const files = {
  async there(page) {
    await page.evaluate(() => globalThis.fakeBackend.store.backUp());
    await menu(page, 'Backups and files');
    await page.locator('.backups > li').first().waitFor();
  },
};

const saved = (page) => page.locator('.saved-note').waitFor();
const heading = (name) => (page) => page.getByRole('heading', { name }).waitFor();

const acts = {
  openPolicy: [
    start,
    (page) => button(page, /^Ruth/).click(),
    (page) => page.locator('.pane.is-rail').waitFor(),
  ],
  applyPreset: [
    start,
    async (page) => {
      await page.keyboard.press('Control+n');
      await page.locator('input[name="preset"]').first().check();
      await button(page, 'Begin').click();
    },
    (page) => page.locator('.pane.is-rail').waitFor(),
  ],
  renamePolicy: [
    start,
    async (page) => {
      await more(page, 'Ruth', 'Rename');
      await page.keyboard.type('Okafor');
      await page.keyboard.press('Enter');
    },
    (page) => button(page, /^Okafor/).waitFor(),
  ],
  archivePolicy: [
    start,
    (page) => more(page, 'Ruth', 'Put away'),
    (page) => page.getByText('Put away (1)').waitFor(),
  ],
  exportPortable: [start, (page) => more(page, 'Ruth', /^Save as a file/), saved],
  planImport: [
    start,
    (page) => page.keyboard.press('Control+o'),
    (page) => page.locator('dialog[open]').waitFor(),
  ],
  importPortable: [
    start,
    async (page) => {
      await page.keyboard.press('Control+o');
      await button(page, 'Take it over').click();
    },
    (page) => button(page, /^Riverside/).waitFor(),
  ],
  step: [
    open,
    async (page) => {
      await page.locator('main h1').click();
      await page.keyboard.press('Control+z');
    },
    (page) =>
      page.waitForFunction(() =>
        document.querySelector('.spoken').textContent.startsWith('Undone'),
      ),
  ],
  saveIssued: [finish, (page) => button(page, 'Save PDF').click(), saved],
  openIssued: [finish, (page) => page.keyboard.press('Control+p'), () => {}],
  exportRevision: [finish, (page) => button(page, /^Save.*Plain text/).click(), saved],
  exportChanges: [finish, (page) => button(page, /^Save PDF.*What changed/).click(), saved],
  exportFile: [finish, (page) => button(page, /^Save PDF.*in short/).click(), saved],
  history: [
    open,
    async (page) => {
      await page.keyboard.press('Control+9');
      await page.keyboard.press('Control+h');
    },
    (page) => page.locator('.compared').waitFor(),
  ],
  compare: [
    history,
    async (page) => {
      await page.locator('.log input').nth(2).uncheck({ force: true });
      await page.locator('.log input').nth(2).check();
    },
    (page) => page.locator('.compared').waitFor(),
  ],
  changesSheet: [
    history,
    (page) => button(page, /^Sheet for clients/).click(),
    (page) =>
      page
        .locator('.pane.is-desk')
        .getByRole('heading', { name: /^What changed/ })
        .waitFor(),
  ],
  goBack: [
    history,
    (page) => more(page, 'Issue 1', 'Go back to this'),
    heading('Check your policy'),
  ],
  verify: [
    files,
    (page) => button(page, 'Read it again').click(),
    (page) => page.locator('.found').waitFor(),
  ],
  previewBackup: [
    files,
    (page) => button(page, /^What is in it/).click(),
    (page) => page.locator('.inside').waitFor(),
  ],
  backUp: [
    files,
    (page) => button(page, 'Make a backup now').click(),
    (page) => page.locator('.backups > li').nth(1).waitFor(),
  ],
  restoreBackup: [
    files,
    async (page) => {
      if (!(await page.locator('.inside').count())) await button(page, /^What is in it/).click();
      await button(page, 'Go back to this backup').click();
    },
    heading('Your policies'),
  ],
  chooseFolder: [
    files,
    (page) => button(page, /^Choose a folder/).click(),
    (page) => page.getByText('/home/dana/Policies').waitFor(),
  ],
};

async function each(opened, command) {
  const [{ there }, act, done] = acts[command];
  await opened({}, async (page) => {
    await seed(page, { issues: 2, drafts: [['Ruth Okafor', { practice_name: 'Ruth' }]] });
    await there(page);
    await fail(page, command);
    await act(page);
    await page.locator('.trouble').getByText(MESSAGE).waitFor();
    await fail(page, command, null);
    await act(page);
    await done(page);
    await page.locator('.trouble').waitFor({ state: 'detached' });
  });
}

/** Without a click: the draft is tried again by itself. */
async function again(opened) {
  await opened({}, async (page) => {
    await begin(page);
    await fail(page, 'saveDraft');
    await page.locator('#q-practice_name-control').fill('Willow');
    await page.locator('.trouble').getByText(MESSAGE).waitFor();
    await page.getByRole('button', { name: 'Save a copy elsewhere' }).click();
    await page.locator('.saved-note').getByText('Willow.plainpolicy').waitFor();
    await fail(page, 'saveDraft', null);
    await page.locator('.trouble').waitFor({ state: 'detached' });
    const kept = await page.evaluate(() => globalThis.fakeBackend.store.open('p1').draft.answers);
    assert.equal(kept.practice_name, 'Willow');
  });
}

async function unkept(opened) {
  await opened({}, async (page) => {
    await fail(page, 'newPolicy', 'read_only');
    await begin(page);
    await page.locator('.trouble').getByText(MESSAGE).waitFor();
    await page.locator('#q-practice_name-control').fill('Willow');
    assert.equal(await page.locator('.saved').textContent(), 'Draft, not saved');
    await fail(page, 'newPolicy', null);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('.saved', { hasText: 'Draft, saved' }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: /^Willow/ }).waitFor();
  });
}

/** What only helps is not worth a word when it fails. */
async function silent(opened) {
  await opened({}, async (page) => {
    await seed(page, { drafts: [['Ruth Okafor', { practice_name: 'Ruth' }]] });
    for (const command of ['profileOffer', 'settleStep']) await fail(page, command);
    await page.reload();
    await page.getByRole('button', { name: /^June/ }).click();
    await page.locator('.pane.is-rail').waitFor();
    await page.keyboard.press('Control+1');
    await page.locator('#q-phone-control').fill('503-555-0100');
    await page.locator('#q-phone-control').blur();
    await page.locator('.saved', { hasText: 'Draft, saved' }).waitFor();
    assert.equal(await page.locator('.trouble').count(), 0);
  });
}

export const failing = [
  ...Object.keys(acts).map((command) => [
    `${command} fails, is told, and works again`,
    (opened) => each(opened, command),
  ]),
  ['a draft that could not be kept is tried again by itself', again],
  ['a policy that could not be begun in the store is worked on, and goes there', unkept],
  ['what only helps fails without a word', silent],
];
