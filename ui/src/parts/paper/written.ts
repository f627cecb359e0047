import type { BlockOrigin, Preview, PreviewPart } from '../../backend/types';
import { blocksIn } from './blocks';

/** A line of text with its bold lead; either may be empty. */
export type Line = { lead: string; rest: string };

/** A block a question wrote: one line, or the lines of a list or table. */
export type Written = Line[];

const read = new WeakMap<PreviewPart, Written[]>();

/** What a question wrote: the blocks of the preview that name it. */
export function writtenBy(question: string, preview: Preview): Written[] {
  return writtenWhere(({ questions }) => questions.includes(question), preview);
}

/** The blocks of the preview that came from where one asks for. */
export function writtenWhere(
  wanted: (origin: BlockOrigin) => boolean,
  preview: Preview,
): Written[] {
  return preview.parts.flatMap((part) => {
    if (!part.blocks.some(wanted)) return [];
    const blocks = blocksOf(part);
    return part.blocks.flatMap((origin, n) => {
      const block = wanted(origin) ? blocks[n] : undefined;
      return block ? [block] : [];
    });
  });
}

/** The words of a clause as they print, a block a line; without those of the short version. */
export function printed(clause: string, preview: Preview): string {
  const blocks = writtenWhere((origin) => origin.clause === clause, preview);
  const line = ({ lead, rest }: Line) => lead + rest;
  return blocks.map((lines) => lines.map(line).join('\n')).join('\n\n');
}

/** The text of each block of a part, in the order of its origins. */
export function textsOf(part: PreviewPart): string[] {
  return blocksOf(part).map((lines) => lines.map(({ lead, rest }) => lead + rest).join(' '));
}

function blocksOf(part: PreviewPart): Written[] {
  const known = read.get(part);
  if (known) return known;
  const template = document.createElement('template');
  template.innerHTML = part.html;
  const blocks = blocksIn(template.content).map(written);
  read.set(part, blocks);
  return blocks;
}

function written(element: Element): Written {
  const rows = [...element.querySelectorAll('li, tbody tr')];
  return (rows.length > 0 ? rows : [element]).map(line);
}

function line(element: Element): Line {
  const first = element.firstElementChild;
  const lead = first?.localName === 'strong' && first === element.firstChild ? words(first) : '';
  const all = words(element);
  return { lead, rest: lead ? all.slice(lead.length) : all };
}

/** The text; what stands on lines or in cells of their own is kept apart by a space. */
function words(element: Element): string {
  const copy = element.cloneNode(true) as Element;
  for (const end of copy.querySelectorAll('br')) end.replaceWith(' ');
  for (const end of copy.querySelectorAll('td, th, p, .pen')) end.append(' ');
  return (copy.textContent ?? '').replace(/[\t\n\r ]+/g, ' ').trim();
}
