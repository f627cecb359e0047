import type { Run } from '../backend/types';

/** Longer texts are compared as a whole: the table would grow with the square. */
const MOST = 1500;

/** What became of the words of one text in the other. */
export function wordDiff(before: string, after: string): Run[] {
  const [was, is] = [wordsOf(before), wordsOf(after)];
  if (was.length > MOST || is.length > MOST) {
    return runs([
      { change: 'removed', text: before },
      { change: 'added', text: after },
    ]);
  }
  // common[i][j]: how many words the ends from i and from j have in common.
  const common = Array.from({ length: was.length + 1 }, () => new Uint16Array(is.length + 1));
  for (let i = was.length - 1; i >= 0; i -= 1) {
    for (let j = is.length - 1; j >= 0; j -= 1) {
      common[i]![j] = same(was[i]!, is[j]!)
        ? common[i + 1]![j + 1]! + 1
        : Math.max(common[i + 1]![j]!, common[i]![j + 1]!);
    }
  }
  const found: Run[] = [];
  let [i, j] = [0, 0];
  while (i < was.length || j < is.length) {
    if (i < was.length && j < is.length && same(was[i]!, is[j]!)) {
      found.push({ change: 'same', text: is[j]! });
      i += 1;
      j += 1;
    } else if (j >= is.length || (i < was.length && common[i + 1]![j]! >= common[i]![j + 1]!)) {
      found.push({ change: 'removed', text: was[i]! });
      i += 1;
    } else {
      found.push({ change: 'added', text: is[j]! });
      j += 1;
    }
  }
  return runs(found);
}

const wordsOf = (text: string) => text.match(/\S+\s*/g) ?? [];
const same = (a: string, b: string) => a.trimEnd() === b.trimEnd();

/** Neighbours that fared the same are one run. */
function runs(all: Run[]): Run[] {
  const joined: Run[] = [];
  for (const run of all) {
    const last = joined.at(-1);
    if (last?.change === run.change) last.text += run.text;
    else if (run.text) joined.push({ ...run });
  }
  return joined;
}
