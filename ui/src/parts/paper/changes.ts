import { blocksIn } from './blocks';

/** How long a change stays underlined. */
const SHOWN = 2000;
const NAME = 'changed';

/** The changed words of a text: from the first that differs to the last, in characters. */
export function changedWords(before: string, after: string): [number, number] | null {
  if (before === after) return null;
  const was = before.split(/(?<=\s)/);
  const is = after.split(/(?<=\s)/);
  let head = 0;
  while (head < was.length && head < is.length && was[head] === is[head]) head += 1;
  let tail = 0;
  while (
    tail < was.length - head &&
    tail < is.length - head &&
    was[was.length - 1 - tail] === is[is.length - 1 - tail]
  ) {
    tail += 1;
  }
  const length = (words: string[]) => words.reduce((sum, word) => sum + word.length, 0);
  const start = length(is.slice(0, head));
  const end = start + length(is.slice(head, is.length - tail));
  return end > start ? [start, end] : null;
}

/**
 * Underlines for two seconds what is new in a part, block by block. A highlight, so the nodes stay
 * as they are; without the browser's support nothing is shown.
 */
export function showChanges(before: Element, after: Element): void {
  if (typeof Highlight === 'undefined' || !CSS.highlights) return;
  const was = blocksIn(before).map(textOf);
  const is = blocksIn(after);
  is.forEach((block, n) => {
    const text = textOf(block);
    if (was.includes(text)) return;
    const changed = changedWords(was.length === is.length ? (was[n] ?? '') : '', text);
    const range = changed && rangeOf(block, ...changed);
    if (range) show(range);
  });
}

function show(range: Range): void {
  const highlight = CSS.highlights.get(NAME) ?? new Highlight();
  highlight.add(range);
  CSS.highlights.set(NAME, highlight);
  setTimeout(() => highlight.delete(range), SHOWN);
}

/** The text, with a line feed after each node: words of two nodes are never one. */
function textOf(root: Element): string {
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  let all = '';
  while (texts.nextNode()) all += `${texts.currentNode.textContent}\n`;
  return all;
}

function rangeOf(root: Element, start: number, end: number): Range | null {
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let passed = 0;
  let begun = false;
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const length = node.textContent?.length ?? 0;
    if (!begun && start <= passed + length) {
      range.setStart(node, start - passed);
      begun = true;
    }
    if (begun && end <= passed + length + 1) {
      range.setEnd(node, Math.min(length, end - passed));
      return range;
    }
    passed += length + 1;
  }
  return null;
}
