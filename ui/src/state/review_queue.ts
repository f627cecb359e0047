/** One request in flight; the newest draft wins; a reply that came too late is dropped. */
export class ReviewQueue<Draft extends object, Review> {
  #busy = false;
  #waiting: Draft | null = null;
  #working: Promise<void> = Promise.resolve();

  constructor(
    private readonly ask: (draft: Draft) => Promise<Review>,
    private readonly onReview: (review: Review, draft: Draft) => void,
    private readonly onFailure: (thrown: unknown) => void,
  ) {}

  /** Asks for a review now, or as soon as the one under way is back. */
  request(draft: Draft): void {
    this.#waiting = draft;
    if (!this.#busy) this.#working = this.#work();
  }

  /** Resolves when nothing is asked any more. */
  done(): Promise<void> {
    return this.#working;
  }

  async #work() {
    this.#busy = true;
    while (this.#waiting) {
      const draft = this.#waiting;
      this.#waiting = null;
      try {
        const review = await this.ask(draft);
        if (!this.#waiting) this.onReview(review, draft);
      } catch (thrown) {
        if (!this.#waiting) this.onFailure(thrown);
      }
    }
    this.#busy = false;
  }
}
