// A person who has only a keyboard, and a record of what it cost her.
import assert from 'node:assert/strict';

/** The element in focus, also inside the paper's shadow root. */
const focused = (page) =>
  page.evaluate(() => {
    const { activeElement } = document;
    const element = activeElement?.shadowRoot?.activeElement ?? activeElement;
    return { tag: element?.localName, id: element?.id, text: element?.textContent?.trim() };
  });

export class Hands {
  /** Fields filled, choices made, buttons and shortcuts pressed. */
  interactions = 0;
  /** Of these, fields typed into. */
  typed = 0;
  /** Tab and arrows, to get there. */
  moves = 0;

  constructor(page) {
    this.page = page;
  }

  /** Tabs until the element has the focus. */
  async reach(selector) {
    const target = this.page.locator(selector).first();
    await target.waitFor({ state: 'attached' });
    for (let n = 0; n < 150; n += 1) {
      const there = await target.evaluate((element) => {
        const name = element.type === 'radio' ? element.name : '';
        const { activeElement } = document;
        return activeElement === element || (name !== '' && activeElement?.name === name);
      });
      if (there) return;
      await this.page.keyboard.press('Tab');
      this.moves += 1;
    }
    assert.fail(
      `${selector} cannot be reached; the focus is on ${JSON.stringify(await focused(this.page))}`,
    );
  }

  async fill(selector, words) {
    await this.reach(selector);
    await this.page.keyboard.type(words);
    this.interactions += 1;
    this.typed += 1;
  }

  /** Chooses from a list that opens: its first letters lead to the choice. */
  async pick(selector, label) {
    await this.reach(selector);
    await this.page.keyboard.type(label);
    this.interactions += 1;
    const list = this.page.locator(selector).first();
    const chosen = await list.evaluate((element) => element.selectedOptions[0]?.text);
    assert.equal(chosen, label, `${selector} shows ${chosen}`);
  }

  /** Chooses a radio: with Space, then arrows down to it. */
  async choose(selector, steps = 0) {
    await this.reach(selector);
    await this.page.keyboard.press('Space');
    for (let n = 0; n < steps; n += 1) {
      await this.page.keyboard.press('ArrowDown');
      this.moves += 1;
    }
    this.interactions += 1;
  }

  async press(key) {
    await this.page.keyboard.press(key);
    this.interactions += 1;
  }

  async activate(selector) {
    await this.reach(selector);
    await this.press('Enter');
  }
}
