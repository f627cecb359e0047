import type {
  Draft,
  NewWording,
  Order,
  OutlineItem,
  OutlineSection,
  Override,
  Removal,
  Start,
  Unused,
} from '../backend/types';

const OWN = 'own:';

/** Changes to her own words: each takes a draft and gives the next one. */

/** The id of her own clause of this name; null when it is one of ours. */
export function ownId(clause: string): string | null {
  return clause.startsWith(OWN) ? clause.slice(OWN.length) : null;
}

/** Her wording of a clause; what equals ours is no wording of hers. */
export function reword(
  draft: Draft,
  clause: string,
  lang: string,
  text: string,
  ours: Start,
): Draft {
  const before = draft.overrides?.[clause]?.[lang];
  if (text.trim() === '' || text === ours.text) return ourWords(draft, clause, lang);
  const override: Override = before
    ? { ...before, text }
    : { text, wording: ours.wording, default: ours.text };
  return withOverride(draft, clause, { ...draft.overrides?.[clause], [lang]: override });
}

/** Our wording of a clause again. */
export function ourWords(draft: Draft, clause: string, lang: string): Draft {
  const words = { ...draft.overrides?.[clause] };
  delete words[lang];
  return withOverride(draft, clause, words);
}

/** Ours has changed under hers: she keeps hers and has seen the new one. */
export function keepMine(draft: Draft, { clause, lang, now, wording }: NewWording): Draft {
  const mine = draft.overrides?.[clause]?.[lang];
  if (!mine) return draft;
  const seen = { ...mine, wording, default: now };
  return withOverride(draft, clause, { ...draft.overrides?.[clause], [lang]: seen });
}

function withOverride(draft: Draft, clause: string, words: Record<string, Override>): Draft {
  const overrides = { ...draft.overrides };
  if (Object.keys(words).length > 0) overrides[clause] = words;
  else delete overrides[clause];
  return { ...draft, format: 2, overrides };
}

/** A clause of her own at the end of a section, still without words; and its id. */
export function addOwn(draft: Draft, section: string, lang: string): [Draft, string] {
  const own = draft.own_clauses ?? {};
  let n = Object.keys(own).length + 1;
  while (own[`words-${n}`]) n += 1;
  const id = `words-${n}`;
  const clause = { section, place: 'end' as const, text: { [lang]: '' } };
  return [{ ...draft, format: 2, own_clauses: { ...own, [id]: clause } }, `${OWN}${id}`];
}

export function sayOwn(draft: Draft, id: string, lang: string, text: string): Draft {
  const clause = draft.own_clauses?.[id];
  if (!clause) return draft;
  const said = { ...clause, text: { ...clause.text, [lang]: text } };
  return { ...draft, own_clauses: { ...draft.own_clauses, [id]: said } };
}

export function dropOwn(draft: Draft, id: string): Draft {
  const own_clauses = { ...draft.own_clauses };
  delete own_clauses[id];
  return { ...draft, own_clauses };
}

/** Leaves out one of our clauses, for a reason. */
export function takeOut(draft: Draft, clause: string, reason: string): Draft {
  const removed: Record<string, Removal> = { ...draft.removed, [clause]: { reason } };
  return { ...draft, format: 2, removed };
}

export function putBack(draft: Draft, clause: string): Draft {
  const removed = { ...draft.removed };
  delete removed[clause];
  return { ...draft, removed };
}

const NO_ORDER: Order = { named: '', sections: [], clauses: {} };

/** One of our orders, by its id; empty: the usual one. Her own moves are given up. */
export function namedOrder(draft: Draft, named: string): Draft {
  return { ...draft, format: 2, order: { ...NO_ORDER, named } };
}

/** Whether anything was moved by hand. */
export function isMoved({ order }: Draft): boolean {
  return Boolean(order && (order.sections.length > 0 || Object.keys(order.clauses).length > 0));
}

/** A section before or after its printed neighbour; null when it has none that way. */
export function moveSection(
  draft: Draft,
  outline: OutlineSection[],
  section: string,
  way: 1 | -1,
): Draft | null {
  const from = outline.findIndex(({ id }) => id === section);
  let to = from + way;
  while (outline[to] && !outline[to]?.printed) to += way;
  const neighbour = outline[to];
  if (!outline[from]?.moves || !neighbour?.moves) return null;
  const sections = outline.filter(({ moves }) => moves).map(({ id }) => id);
  moved(sections, section, sections.indexOf(neighbour.id));
  return { ...draft, format: 2, order: { ...NO_ORDER, ...draft.order, sections } };
}

/** A clause before or after its neighbour in its section; null when it has none that way. */
export function moveClause(
  draft: Draft,
  { id, items }: OutlineSection,
  slot: string,
  way: 1 | -1,
): Draft | null {
  const slots = items.map((item) => item.slot);
  const to = slots.indexOf(slot) + way;
  if (to < 0 || to >= slots.length) return null;
  moved(slots, slot, to);
  const clauses = { ...draft.order?.clauses, [id]: slots };
  return { ...draft, format: 2, order: { ...NO_ORDER, ...draft.order, clauses } };
}

function moved(names: string[], name: string, to: number) {
  names.splice(names.indexOf(name), 1);
  names.splice(to, 0, name);
}

/** Gives up what is kept but does not print. */
export function forget(draft: Draft, { part: { kind, id }, name }: Unused): Draft {
  if (kind === 'own_clauses') return dropOwn(draft, id);
  if (kind === 'order') {
    const order = { ...NO_ORDER, ...draft.order };
    const without = (names: string[]) => names.filter((other) => other !== name);
    const clauses = Object.entries(order.clauses).map(([at, names]) => [at, without(names)]);
    const sections = without(order.sections);
    return { ...draft, order: { ...order, sections, clauses: Object.fromEntries(clauses) } };
  }
  const rest: Record<string, unknown> = { ...draft[kind] };
  delete rest[id];
  return { ...draft, [kind]: rest };
}

/** Where a clause stands. */
export function placed(
  outline: OutlineSection[],
  clause: string,
): { section: OutlineSection; item: OutlineItem } | undefined {
  for (const section of outline) {
    const item = section.items.find((item) => item.clause === clause);
    if (item) return { section, item };
  }
  return undefined;
}
