import type {
  ComparedBlock,
  ComparedClause,
  ComparedSection,
  Comparison,
} from '../../backend/types';

/** The opening words of a clause, to tell it from its neighbours. */
const OPENING = 9;

export type Difference = { id: string; section: ComparedSection; clause: ComparedClause };

/** Where a clause stands in the comparison, as an id of the page. */
export function placeOf(section: ComparedSection, n: number): string {
  return `compared-${section.id}-${n}`;
}

/** Clauses that do not say the same at the same place. */
export function differences({ sections }: Comparison): Difference[] {
  return sections.flatMap((section) =>
    section.clauses.flatMap((clause, n) =>
      clause.change === 'same' ? [] : [{ id: placeOf(section, n), section, clause }],
    ),
  );
}

export function clauseCount({ sections }: Comparison): number {
  return sections.reduce((sum, { clauses }) => sum + clauses.length, 0);
}

/** Its first words as they stand now, or stood before they were taken out. */
export function opening({ blocks, change }: ComparedClause): string {
  const gone = change === 'removed' ? 'added' : 'removed';
  const lines = blocks.map(({ runs }) =>
    runs
      .filter((run) => run.change !== gone)
      .map(({ text }) => text)
      .join(''),
  );
  const words = lines.join(' ').trim().split(/\s+/);
  return words.slice(0, OPENING).join(' ') + (words.length > OPENING ? ' …' : '');
}

/** Items of a list that follow one another stand together. */
export function grouped(blocks: ComparedBlock[]): { list: boolean; blocks: ComparedBlock[] }[] {
  const groups: { list: boolean; blocks: ComparedBlock[] }[] = [];
  for (const block of blocks) {
    const last = groups.at(-1);
    if (last && last.list && block.list) last.blocks.push(block);
    else groups.push({ list: block.list, blocks: [block] });
  }
  return groups;
}
