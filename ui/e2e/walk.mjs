import assert from 'node:assert/strict';

import { Hands } from './hands.mjs';

const field = (question, name, row = 0) =>
  `#q-${question} [data-row="${row}"] [data-field="${name}"] :is(input, select)`;
const line = (question) => `#q-${question}-control`;

/** From Start to the saved PDF, on the path of the first preset, with the keyboard alone. */
async function fromStartToPdf(opened, t) {
  await opened({}, async (page) => {
    const hands = new Hands(page);
    await hands.choose('input[name="preset"]');
    await hands.press('Enter');

    await page.locator('#q-practice_name').waitFor();
    await hands.fill(line('practice_name'), 'Willow Counseling');
    await hands.fill(field('clinicians', 'name'), 'Dana Whitfield');
    await hands.fill(field('clinicians', 'credential'), 'LPC');
    await hands.fill(field('clinicians', 'title'), 'Licensed Professional Counselor');
    await hands.choose(field('clinicians', 'profession'));
    await hands.choose(field('clinicians', 'status'));
    await hands.fill(field('clinicians', 'license_number'), 'C0000');
    await hands.pick(field('clinicians', 'place'), 'Oregon');
    await hands.fill(line('phone'), '503-555-0142');
    await confirmAndContinue(page, hands);

    await hands.fill(field('platforms', 'name'), 'Instagram');
    await hands.fill(field('platforms', 'handle'), '@willow');
    await hands.fill(field('platforms', 'purpose'), 'Rest, stress, getting along');
    await hands.choose(field('platforms', 'looks'), 1);
    await hands.choose(field('platforms', 'reader'));
    await confirmAndContinue(page, hands);

    await confirmAndContinue(page, hands); // following
    await confirmAndContinue(page, hands); // public
    await hands.fill(line('portal'), 'portal.willow.example');
    await confirmAndContinue(page, hands); // messages
    await confirmAndContinue(page, hands); // safety
    await confirmAndContinue(page, hands); // limits
    await hands.fill(line('effective_date'), '01042027');
    await confirmAndContinue(page, hands); // paper

    await page.getByRole('heading', { name: 'Check your policy' }).waitFor();
    assert.equal(await page.locator('.answers .mark').count(), 0, 'every suggestion is confirmed');
    // The last review may still be on its way.
    await page.locator('.foot .primary', { hasText: 'Issue this policy' }).waitFor();
    await hands.press('Control+Enter');
    await hands.choose('input[name="issue-review"]', 1);
    await hands.press('Control+Enter');
    await page.getByRole('heading', { name: 'Issue 1 is ready.' }).waitFor();
    await hands.activate('.sheet.first .button.primary');
    await page.locator('.saved-note').waitFor();
    assert.match(await page.locator('.saved-note .path').textContent(), /issue-1\.pdf/);

    const { interactions, typed, moves } = hands;
    t.diagnostic(
      `${interactions} interactions, ${typed} of them typed; ${moves} moves by Tab and arrows`,
    );
    assert.ok(interactions <= 40, `${interactions} interactions`);
    assert.ok(typed <= 12, `${typed} typed fields`);
  });
}

async function confirmAndContinue(page, hands) {
  const title = await page.locator('main h1').textContent();
  await hands.activate('.confirm .button');
  await hands.press('Control+Enter');
  await page.waitForFunction(
    (was) => document.querySelector('main h1')?.textContent !== was,
    title,
  );
}

async function keys(opened) {
  await opened({}, async (page) => {
    const heading = () => page.locator('main h1').textContent();
    await page.locator('input[name="preset"]').first().check();
    await page.keyboard.press('Enter');
    await page.locator('.question').first().waitFor();
    const first = await heading();
    await page.keyboard.press('Control+4');
    const fourth = await heading();
    assert.notEqual(fourth, first);
    await page.keyboard.press('Alt+ArrowRight');
    assert.notEqual(await heading(), fourth);
    await page.keyboard.press('Alt+ArrowLeft');
    assert.equal(await heading(), fourth);
    const pane = () =>
      page.evaluate(() => document.activeElement?.closest('[data-pane]')?.dataset.pane);
    const round = [];
    for (let n = 0; n < 3; n += 1) {
      await page.keyboard.press('F6');
      round.push(await pane());
    }
    assert.deepEqual(round.sort(), ['desk', 'main', 'rail']);
    await page.keyboard.press('F10');
    await page.locator('.menu-list:popover-open').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('F5');
    await page.keyboard.press('Control+r');
    assert.equal(await heading(), fourth, 'a reload would lead to Start');
    await page.keyboard.press('Control+8');
    await page.locator('#q-updates input[name="updates"]').last().check();
    await page.locator('.tally-button').waitFor();
    await page.keyboard.press('Control+1');
    await page.keyboard.press('F8');
    await page.waitForFunction(() => document.activeElement?.dataset.finding);
    await page.keyboard.press('Control+z');
    await page.locator('.tally-button').waitFor({ state: 'detached' });
    await page.keyboard.press('Control+9');
    assert.equal(await heading(), 'Check your policy');
    await page.keyboard.press('Control+e');
    assert.match(await heading(), /draft|ready/);
  });
}

export const walk = [
  ['from Start to the saved PDF of an issue with the keyboard alone', fromStartToPdf],
  ['the keys of the window', keys],
];
