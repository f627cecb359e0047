// Policies that are there before a test begins.

const example = () =>
  fetch('/engine/example', { method: 'POST', body: '{}' })
    .then((answer) => answer.json())
    .then(({ draft }) => draft);

/**
 * A desk with a finished practice (`issues` times issued, then `changes` made to its answers) and
 * `drafts` begun by others; the window opens anew on it.
 */
export async function seed(page, { issues = 0, changes = {}, drafts = [], desk = {} } = {}) {
  await page.evaluate(
    async ([load, issues, changes, drafts, desk]) => {
      const { store } = globalThis.fakeBackend;
      const draft = await new Function(`return (${load})()`)();
      for (const [name, answers] of drafts) {
        const { id } = store.begin({ format: 2, answers, suggested: [] });
        store.rename(id, name);
      }
      const { id } = store.begin(draft);
      let kept = draft;
      for (let n = 1; n <= issues; n += 1) {
        const answers = { ...kept.answers, office_hours: `Monday to Friday, ${8 + n} to 5` };
        kept = { ...kept, answers };
        store.save(id, kept, null, 'answer');
        const terms = {
          effective: `202${5 + n}-12-0${n}`,
          review: `202${6 + n}-06-01`,
          note: n === 1 ? 'First policy' : 'Messages about appointment times',
        };
        kept = store.issue(id, kept, terms, { pdf: 148_000, html: 31_000 }).open.draft;
      }
      if (Object.keys(changes).length > 0) {
        const answers = { ...kept.answers, ...changes };
        store.save(id, { ...kept, answers }, null, 'answer');
      }
      store.set(desk);
    },
    [String(example), issues, changes, drafts, desk],
  );
  await page.reload();
  await page.locator('.start-page').waitFor();
}
