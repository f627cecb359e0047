import type { Preview, PreviewPart } from '../../backend/types';
import { BLOCKS } from './sheet';



/** What a question wrote: the blocks of the preview that name it, as text with its bold lead. */
export type Written = { lead: string; rest: string };

const read = new WeakMap<PreviewPart, Written[]>();

export function writtenBy(question: string, preview: Preview): Written[] {
  return preview.parts.flatMap((part) => {
    if (!part.blocks.some(({ questions }) => questions.includes(question))) return [];
    const blocks = blocksOf(part);
    return part.blocks.flatMap((origin, n) =>
      origin.questions.includes(question) ? (blocks[n] ?? []) : [],
    );
  });
}

function blocksOf(part: PreviewPart): Written[] {
  const known = read.get(part);
  if (known) return known;
  const template = document.createElement('template');
  template.innerHTML = part.html;
  const blocks = [...template.content.querySelectorAll(BLOCKS)].map(written);
  read.set(part, blocks);
  return blocks;
}

function written(element: Element): Written {
  const first = element.firstChild;
  const lead = first instanceof Element && first.localName === 'strong' ? words(first) : '';
  const all = words(element);
  return { lead, rest: lead && all.startsWith(lead) ? all.slice(lead.length) : all };
}

/** The text; what stands on lines of its own is kept apart by a space. */
function words(element: Element): string {
  const copy = element.cloneNode(true) as Element;
  for (const end of copy.querySelectorAll('br, li, tr, td, th, dt, dd, p')) end.append(' ');
  for (const end of copy.querySelectorAll('br')) end.replaceWith(' ');
  return (copy.textContent ?? '').replace(/\s+/g, ' ').trim();
}
