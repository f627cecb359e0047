import type { Draft } from '../backend/types';

/** Rest after the last change before the draft is kept. */
const REST = 400;
/** The longest a change waits while more of them come. */
const LONGEST = 2000;

/** Keeps the draft 400 ms after the last change, and every 2 s while changes go on. */
export class Autosave {
  #draft: Draft | null = null;
  #since = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<void> = Promise.resolve();

  constructor(private readonly save: (draft: Draft) => Promise<void>) {}

  changed(draft: Draft): void {
    const now = Date.now();
    if (!this.#draft) this.#since = now;
    this.#draft = draft;
    clearTimeout(this.#timer);
    const wait = Math.min(REST, this.#since + LONGEST - now);
    this.#timer = setTimeout(() => void this.flush(), Math.max(0, wait));
  }

  /** Keeps what is not kept yet, now; resolves when it is kept. Saves never overlap. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    const draft = this.#draft;
    this.#draft = null;
    if (draft) this.#saving = this.#saving.then(() => this.save(draft));
    return this.#saving;
  }
}
