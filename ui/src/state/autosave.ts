import type { Draft, StepLabel } from '../backend/types';

/** Rest after the last change before the draft is kept. */
const REST = 400;
/** The longest a change waits while more of them come. */
const LONGEST = 2000;
/** Rest before a draft that could not be kept is tried again. */
const RETRY = 5000;

/** A draft to be kept, and what was done to it: changes of one field are one step of undo. */
export type Change = { draft: Draft; field: string | null; label: StepLabel };

/**
 * Keeps the draft 400 ms after the last change, and every 2 s while changes go on. What cannot be
 * kept is tried again every 5 s. Everything asked of the store goes through here, one after another.
 */
export class Autosave {
  #waiting: Change | null = null;
  #since = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #queued = 0;
  #last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly save: (change: Change) => Promise<void>,
    private readonly onFailure: (thrown: unknown) => void,
  ) {}

  /** Nothing waits and nothing is on its way. */
  get idle(): boolean {
    return !this.#waiting && this.#queued === 0;
  }

  changed(change: Change): void {
    const now = Date.now();
    const before = this.#waiting;
    const goesOn = change.field !== null && before?.field === change.field;
    // A change of another kind is a step of its own.
    if (before && !goesOn) void this.flush();
    if (!this.#waiting) this.#since = now;
    this.#waiting = change;
    this.#wait(Math.max(0, Math.min(REST, this.#since + LONGEST - now)));
  }

  /** Keeps what is not kept yet, now; resolves when it is kept or has failed. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    const change = this.#waiting;
    this.#waiting = null;
    if (!change) return this.#last.then(() => {});
    this.#queued += 1;
    const kept = this.#last.then(() => this.#keep(change));
    this.#last = kept;
    return kept;
  }

  /**
   * Does something once all changes are kept; those that come later wait for it. Null: one could not
   * be kept or came meanwhile, so nothing was done.
   */
  after<T>(act: () => Promise<T>): Promise<T | null> {
    const done = this.flush().then(() => (this.#waiting ? null : act()));
    this.#last = done.catch(() => {});
    return done;
  }

  /** Gives up what could not be kept. */
  drop(): void {
    clearTimeout(this.#timer);
    this.#waiting = null;
  }

  async #keep(change: Change) {
    try {
      await this.save(change);
      this.#queued -= 1;
    } catch (thrown) {
      this.#queued -= 1;
      this.onFailure(thrown);
      // A newer draft holds all that this one does.
      if (this.#waiting || this.#queued > 0) return;
      this.#since = Date.now();
      this.#waiting = change;
      this.#wait(RETRY);
    }
  }

  #wait(rest: number) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), rest);
  }
}
