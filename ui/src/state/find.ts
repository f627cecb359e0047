import type { OutlineSection, Preview, QuestionView } from '../backend/types';

/** Where words were found, and how to get there. */
export type Hit = {
  kind: 'question' | 'choice' | 'policy';
  /** The step or the section it stands in. */
  where: string;
  /** Around the words that were found. */
  before: string;
  words: string;
  after: string;
  /** The question; of the policy's text, the clause. */
  to: string;
};

/** More than these help nobody. */
export const MOST = 60;
/** Characters shown before what was found. */
const AROUND = 40;

/** Letters of a script come together with their marks; case and the shape of quotes do not count. */
const plain = (text: string) => text.toLocaleLowerCase().replaceAll(/[‘’]/g, "'");

/** A text that holds the words, with what stands around them. */
function cut(text: string, words: string): Pick<Hit, 'before' | 'words' | 'after'> | null {
  const at = plain(text).indexOf(plain(words));
  if (at < 0) return null;
  const space = text.lastIndexOf(' ', at - AROUND);
  const from = at <= AROUND ? 0 : Math.max(0, space + 1);
  const end = at + words.length;
  return {
    before: (from > 0 ? '… ' : '') + text.slice(from, at),
    words: text.slice(at, end),
    after: text.slice(end),
  };
}

export type Haystack = {
  /** The questions that are asked, by step. */
  steps: { title: string; questions: QuestionView[] }[];
  outline: OutlineSection[];
  preview: Preview | null;
  /** The text of each block of a part. */
  texts: (part: Preview['parts'][number]) => string[];
};

/** Finds words in questions, choices and the policy's own text, in the order of the window. */
export function find(words: string, { steps, outline, preview, texts }: Haystack): Hit[] {
  const sought = words.trim();
  if (sought.length < 2) return [];
  const hits: Hit[] = [];
  const add = (kind: Hit['kind'], where: string, text: string, to: string) => {
    const found = cut(text, sought);
    if (found) hits.push({ kind, where, to, ...found });
  };
  for (const { title, questions } of steps) {
    for (const { id, ask, hint, choices, fields } of questions) {
      for (const text of [ask, hint]) add('question', title, text, id);
      for (const { label } of [...choices, ...fields]) add('choice', title, label, id);
    }
  }
  for (const part of preview?.parts ?? []) {
    const title = outline.find(({ id }) => id === part.id)?.title ?? '';
    const blocks = texts(part);
    part.blocks.forEach(({ clause }, n) => {
      if (clause) add('policy', title, blocks[n] ?? '', clause);
    });
  }
  return hits.slice(0, MOST);
}
