import type { BlockOrigin, Preview, PreviewPart } from '../../backend/types';
import { blocksIn } from './blocks';
import { showChanges } from './changes';

export type Block = BlockOrigin & { element: HTMLElement };

/**
 * The paper in a shadow root: part by part the body of the exported page. Marks (which block came
 * from which question, which is lit) are classes and attributes put on afterwards; {@link bare}
 * takes them off again.
 */
export class Sheet {
  blocks: Block[] = [];
  #parts = new Map<string, { html: string; element: HTMLElement }>();
  #lit: string | null = null;
  #clause: string | undefined;
  #at = 0;

  constructor(
    private readonly page: HTMLElement,
    /** Says that a block leads to its question; without it none does. */
    private readonly description: string | null,
  ) {}

  /** Puts up the preview; parts that did not change are left alone. */
  show(preview: Preview): void {
    this.page.lang = preview.lang;
    const first = this.#parts.size === 0;
    const old = this.#parts;
    const inFocus = this.#focused();
    this.#parts = new Map();
    preview.parts.forEach((part, n) => {
      const before = old.get(part.id);
      const element = before?.html === part.html ? before.element : made(part);
      this.#parts.set(part.id, { html: part.html, element });
      if (this.page.children[n] !== element) {
        this.page.insertBefore(element, this.page.children[n] ?? null);
      }
      if (!first && before && before.element !== element) showChanges(before.element, element);
    });
    const kept = new Set([...this.#parts.values()].map(({ element }) => element));
    for (const child of [...this.page.children]) {
      if (!kept.has(child as HTMLElement)) child.remove();
    }
    this.blocks = preview.parts.flatMap((part) => this.#blocksOf(part));
    this.#mark();
    if (inFocus !== null) this.blocks[Math.min(inFocus, this.blocks.length - 1)]?.element.focus();
  }

  /** Lights the blocks of a clause, or else those a question wrote. */
  light(question: string | null, clause?: string): void {
    this.#lit = question;
    this.#clause = clause;
    this.#mark();
  }

  get lit(): HTMLElement[] {
    const [lit, clause] = [this.#lit, this.#clause];
    if (lit === null && clause === undefined) return [];
    return this.blocks
      .filter((block) =>
        clause === undefined ? block.questions.includes(lit ?? '') : block.clause === clause,
      )
      .map(({ element }) => element);
  }

  /** The first part that speaks of these questions rather than of others: where a step begins. */
  partFor(questions: string[]): HTMLElement | undefined {
    const share = (block: Block) =>
      isBullet(block.element) || block.questions.length === 0
        ? 0
        : block.questions.filter((id) => questions.includes(id)).length / block.questions.length;
    for (const { element } of this.#parts.values()) {
      const blocks = this.blocks.filter((block) => element.contains(block.element));
      if (blocks.reduce((sum, block) => sum + share(block), 0) >= 1) return element;
    }
    return undefined;
  }

  /** The block around an element of the paper. */
  blockAt(element: Element | null): Block | undefined {
    return this.blocks.find((block) => block.element.contains(element));
  }

  /** Moves the one tab stop, and the focus, by so many blocks. */
  move(by: number): void {
    const reachable = this.#reachable();
    const next = Math.max(0, Math.min(reachable.length - 1, this.#at + by));
    this.#at = next;
    this.#mark();
    reachable[next]?.element.focus();
  }

  /** The tab stop follows the focus. */
  visit(block: Block): void {
    const at = this.#reachable().indexOf(block);
    if (at >= 0 && at !== this.#at) {
      this.#at = at;
      this.#mark();
    }
  }

  /** The parts without marks, joined: what the export holds. */
  bare(): string {
    return [...this.page.children].map((part) => bare(part)).join('');
  }

  #blocksOf(part: PreviewPart): Block[] {
    const element = this.#parts.get(part.id)?.element;
    return (element ? blocksIn(element) : []).flatMap((element, n) => {
      const origin = part.blocks[n];
      return origin ? [{ ...origin, element }] : [];
    });
  }

  #reachable(): Block[] {
    if (this.description === null) return [];
    return this.blocks.filter(({ questions, kind }) => questions.length > 0 || kind === 'own');
  }

  #focused(): number | null {
    const root = this.page.getRootNode() as Document | ShadowRoot;
    const at = this.blocks.findIndex(({ element }) => element === root.activeElement);
    return at < 0 ? null : at;
  }

  #mark(): void {
    const reachable = this.#reachable();
    this.#at = Math.max(0, Math.min(this.#at, reachable.length - 1));
    const lit = new Set(this.lit);
    reachable.forEach(({ element }, n) => {
      element.classList.add('mark-block');
      element.classList.toggle('mark-lit', lit.has(element));
      element.tabIndex = n === this.#at ? 0 : -1;
      element.setAttribute('aria-description', this.description ?? '');
    });
    // Links are for the reader of the export; here the paper is one tab stop.
    for (const link of this.page.querySelectorAll<HTMLElement>('a[href]')) link.tabIndex = -1;
  }
}

/** A line of the short version; the clause behind it says more. */
export function isBullet(element: Element): boolean {
  return element.localName === 'li';
}

function made(part: PreviewPart): HTMLElement {
  const template = document.createElement('template');
  template.innerHTML = part.html;
  const element = template.content.firstElementChild;
  if (!(element instanceof HTMLElement)) throw new Error(`part ${part.id} is not one element`);
  return element;
}

function bare(part: Element): string {
  const copy = part.cloneNode(true) as Element;
  for (const element of [copy, ...copy.querySelectorAll('*')]) {
    if (element.classList.contains('mark-block')) {
      element.classList.remove('mark-block', 'mark-lit');
      if (element.classList.length === 0) element.removeAttribute('class');
    }
    element.removeAttribute('tabindex');
    element.removeAttribute('aria-description');
  }
  return copy.outerHTML;
}
