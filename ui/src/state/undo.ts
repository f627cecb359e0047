import type { Draft } from '../backend/types';

/** The drafts before and after this one, in memory. A run of changes to one question is one step. */
export class Undo {
  #before: Draft[] = [];
  #after: Draft[] = [];
  #run: string | null = null;

  get canUndo(): boolean {
    return this.#before.length > 0;
  }

  get canRedo(): boolean {
    return this.#after.length > 0;
  }

  /** Remembers the draft as it was before a change. Changes of the same run share one step. */
  remember(draft: Draft, run: string | null): void {
    const goesOn = run !== null && run === this.#run;
    if (!goesOn) this.#before.push(draft);
    this.#run = run;
    this.#after = [];
  }

  /** The next change starts a new step. */
  settle(): void {
    this.#run = null;
  }

  undo(draft: Draft): Draft | null {
    return this.#move(this.#before, this.#after, draft);
  }

  redo(draft: Draft): Draft | null {
    return this.#move(this.#after, this.#before, draft);
  }

  #move(from: Draft[], to: Draft[], draft: Draft): Draft | null {
    const found = from.pop() ?? null;
    if (found) to.push(draft);
    this.#run = null;
    return found;
  }
}
