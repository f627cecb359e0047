import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { HtmlValidate } from 'html-validate';

import { oldPolicy } from './old.mjs';
import { seed } from './seeds.mjs';
import { begin, quiet, toStep } from './steps.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const validator = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:a11y'],
  rules: {
    'long-title': 'off', // the title of a window, not of a search result
    'no-redundant-role': 'off',
    'prefer-native-element': 'off', // a group of rows is not always a fieldset
    'tel-non-breaking': 'off',
    'require-sri': 'off',
    'script-type': 'off',
    'doctype-style': 'off',
    'attribute-boolean-style': 'off',
    'no-inline-style': 'off', // set by script, where the menu opens
    'aria-label-misuse': ['error', { allowAnyNamable: true }],
  },
});

/** Where the preview has the narrow window to itself, the questions with their heading are away. */
const ALONE = ['landmark-one-main', 'page-has-heading-one'];

/** Scans what is on the screen. */
export async function scan(page, where) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document));
  const alone = await page.locator('main').isHidden();
  const told = violations.filter(({ id }) => !alone || !ALONE.includes(id));
  const found = told.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' | ')}`,
  );
  assert.deepEqual(found, [], where);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(wide <= 0, `${where} is ${wide} px too wide`);
  const outside = await page.evaluate(() =>
    [...document.querySelectorAll('.foot .button')]
      .filter((button) => {
        const [own, foot] = [button, button.closest('.foot')].map((it) =>
          it.getBoundingClientRect(),
        );
        return own.right > foot.right;
      })
      .map((button) => button.textContent.trim()),
  );
  assert.deepEqual(outside, [], `${where}: buttons stay in their line`);
  const report = await validator.validateString(await page.content());
  const faults = report.results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, selector }) => `${ruleId}: ${message} (${selector})`),
  );
  assert.deepEqual(faults, [], where);
}

async function everyScreen(page) {
  await page.locator('#example .page').waitFor();
  await quiet(page);
  await scan(page, 'Start');
  await oldPolicy(page);
  await scan(page, 'an old policy, checked');
  await page.getByRole('button', { name: 'Back to start' }).click();
  await begin(page);
  for (let n = 1; n <= 8; n += 1) {
    await toStep(page, n);
    await scan(page, `step ${n}`);
  }
  await toStep(page, 8);
  await page.locator('#q-updates input[name="updates"]').last().check();
  await page.locator('#q-updates .finding').waitFor();
  await page.locator('#q-updates .asides summary').last().click();
  await scan(page, 'a step with a finding');
  await toStep(page, 1);
  await page.locator('#q-email-control').fill('no address');
  await page.keyboard.press('Tab');
  await page.locator('#q-email .error').waitFor();
  await page.keyboard.press('Control+Enter');
  await page.locator('.summary').waitFor();
  await scan(page, 'a step with a problem');
  await toStep(page, 9);
  await scan(page, 'Check');
  await page.keyboard.press('Control+e');
  await page.locator('.sheet.first .button.primary').click();
  await page.locator('.saved-note').waitFor();
  await scan(page, 'Finish');
  await page.keyboard.press('F10');
  await page.locator('.menu-list:popover-open').waitFor();
  await scan(page, 'the menu');
}

const notices = ['salvaged', 'clock'].map((kind) => ({
  kind,
  text: `Something that should be known of the kind ${kind}.`,
  details: ['Willow, draft: Taken from the last backup.', 'Willow, issue 1: Repaired.'],
  policy: null,
}));

const drafts = [
  ['Ruth Okafor, LCSW', { practice_name: 'Ruth Okafor' }],
  ['Riverside Teen Group', { practice_name: 'Riverside' }],
];

async function openFirst(page) {
  await page.getByRole('button', { name: /^June Halloran/ }).click();
  await page.locator('#menu-wide').waitFor({ state: 'attached' });
  await quiet(page);
}

/** The life of policies: list, issue, history, backups. */
async function everyStage(page) {
  await seed(page, { issues: 2, changes: { office_hours: 'Mondays' }, drafts, desk: { notices } });
  await quiet(page);
  await scan(page, 'Your policies');
  await page.getByRole('button', { name: /^More.*June/ }).click();
  await scan(page, 'what can be done with a policy');
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await scan(page, 'a new name');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+n');
  await page.locator('#new-policy').waitFor();
  await scan(page, 'a second policy');
  await page.keyboard.press('Control+o');
  await page.locator('dialog[open]').waitFor();
  await scan(page, 'what a file would change');
  await page.keyboard.press('Escape');

  await page.keyboard.press('F10');
  await page.getByRole('menuitem', { name: 'Backups and files' }).click();
  await page.getByRole('button', { name: 'Make a backup now' }).click();
  await page.getByRole('button', { name: /^What is in it/ }).click();
  await page.getByRole('button', { name: 'Read it again' }).click();
  await page.locator('.found').waitFor();
  await page.getByRole('button', { name: 'Save everything' }).click();
  await page.locator('.saved-note').waitFor();
  await scan(page, 'Backups and files');
  await page.keyboard.press('F10');
  await page.getByRole('menuitem', { name: 'Your policies' }).click();

  await openFirst(page);
  await page.keyboard.press('Control+h');
  await page.locator('.compared').waitFor();
  await scan(page, 'History');
  await page.getByRole('button', { name: 'Whole policy' }).click();
  await scan(page, 'History, the whole policy');
  await page.getByRole('button', { name: 'Sheet for clients', exact: true }).click();
  await quiet(page);
  await scan(page, 'History, the sheet for clients');

  await page.keyboard.press('F10');
  await page.getByRole('menuitem', { name: 'Issue this policy' }).click();
  await page.locator('#issue-form').waitFor();
  await page.getByLabel('On another day').check();
  await page.locator('#issue-day').fill('2020-01-01');
  await page.keyboard.press('Control+Enter');
  await page.locator('#issue-form .error').waitFor();
  await scan(page, 'an issue with a fault');
  await page.getByLabel('I set no day').check();
  await page.keyboard.press('Control+Enter');
  await page.getByRole('heading', { name: 'Issue 3 is ready.' }).waitFor();
  await quiet(page);
  await scan(page, 'an issue');
  await page.keyboard.press('Control+1');
  await page.locator('#q-phone-control').fill('');
  await quiet(page);
  await page.keyboard.press('F10');
  await page.getByRole('menuitem', { name: 'Issue this policy' }).click();
  await page.getByRole('heading', { name: 'Not ready to issue yet' }).waitFor();
  await scan(page, 'what is still open');

  await page.evaluate(() =>
    globalThis.fakeBackend.fail('desk', {
      code: 'synced_folder',
      message: 'Your policies lie in a folder that a service copies.',
      detail: 'synced',
    }),
  );
  await page.reload();
  await page.locator('.stopped').waitFor();
  await scan(page, 'a store in a synced folder');
}

/** Long words and much of them: nothing is pushed out of the window. */
async function longWords(page) {
  const wide = () =>
    page.evaluate(() =>
      [document.documentElement, ...document.querySelectorAll('.pane')]
        .map((pane) => pane.scrollWidth - pane.clientWidth)
        .filter((more) => more > 0),
    );
  await seed(page, {
    issues: 2,
    changes: { practice_name: 'Nebenwirkungs'.repeat(8) },
    drafts: [['Donaudampfschiff'.repeat(6), {}]],
    desk: { notices: [{ ...notices[0], text: `/home/${'folder'.repeat(30)}` }] },
  });
  assert.deepEqual(await wide(), [], 'Your policies');
  await page.getByRole('button', { name: /^Nebenwirkungs/ }).click();
  await page.locator('#menu-wide').waitFor({ state: 'attached' });
  for (const key of ['Control+h', 'Control+e']) {
    await page.keyboard.press(key);
    await quiet(page);
    assert.deepEqual(await wide(), [], key);
  }
  await page.keyboard.press('F10');
  await page.getByRole('menuitem', { name: 'Issue this policy' }).click();
  await page.locator('#issue-form').waitFor();
  assert.deepEqual(await wide(), [], 'Issue');
  await page.keyboard.press('F10');
  await page.getByRole('menuitem', { name: 'Backups and files' }).click();
  await page.getByRole('heading', { name: 'Backups and files' }).waitFor();
  assert.deepEqual(await wide(), [], 'Backups and files');
}

/** The same while answering. */
async function longAnswers(page) {
  await begin(page);
  await page.locator('#q-practice_name-control').fill('Nebenwirkungs'.repeat(8));
  await page.locator('#q-clinicians [data-field] input').first().fill('Anna '.repeat(30));
  await quiet(page);
  for (const key of ['Control+1', 'Control+9', 'Control+e']) {
    await page.keyboard.press(key);
    await page.waitForTimeout(200);
    const wide = await page.evaluate(() =>
      [document.documentElement, ...document.querySelectorAll('.pane')]
        .map((pane) => pane.scrollWidth - pane.clientWidth)
        .filter((more) => more > 0),
    );
    assert.deepEqual(wide, [], key);
  }
}

const looks = [
  ['light', { colorScheme: 'light' }],
  ['dark', { colorScheme: 'dark' }],
  ['320 px, light', { colorScheme: 'light', viewport: { width: 320, height: 760 } }],
  ['320 px, dark', { colorScheme: 'dark', viewport: { width: 320, height: 760 } }],
  ['720 px', { viewport: { width: 720, height: 1000 } }],
  ['1024 px', { viewport: { width: 1024, height: 700 } }],
];

export const access = [
  ...looks.map(([name, options]) => [
    `every screen is accessible: ${name}`,
    (opened) => opened(options, everyScreen),
  ]),
  ...looks.map(([name, options]) => [
    `every stage of a policy is accessible: ${name}`,
    (opened) => opened(options, everyStage),
  ]),
  ['long words stay in the window', (opened) => opened({}, longWords)],
  ['long answers stay in the window', (opened) => opened({}, longAnswers)],
  [
    'long words stay in a narrow window',
    (opened) => opened({ viewport: { width: 320, height: 760 } }, longWords),
  ],
  [
    'long answers stay in a narrow window',
    (opened) => opened({ viewport: { width: 320, height: 760 } }, longAnswers),
  ],
];
