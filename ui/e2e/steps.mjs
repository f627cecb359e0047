// What several tests do first.

/** Begins a policy from a preset, with the mouse. */
export async function begin(page, preset = 'open_page') {
  await page.locator(`input[name="preset"][value="${preset}"]`).check();
  await page.locator('.presets ~ .go button[type="submit"]').click();
  await page.locator('.question').first().waitFor();
}

/** To the n-th step, by its key. */
export async function toStep(page, number) {
  await page.keyboard.press(`Control+${number}`);
  await page.waitForFunction(
    (n) => document.querySelectorAll('.rail-entry')[n - 1]?.getAttribute('aria-current') === 'step',
    number,
  );
}

/** Until the window has nothing more to ask the program. */
export const quiet = (page) => page.waitForLoadState('networkidle');
