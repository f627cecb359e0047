import { failureOf, type Backend } from '../backend/backend';
import type { Draft, Failure, Review } from '../backend/types';
import { Autosave } from './autosave';
import { ReviewQueue } from './review_queue';
import { Undo } from './undo';

export const EMPTY: Draft = { format: 2, answers: {}, suggested: [] };

/** What failed last, and how to try again. */
export type Trouble = { what: 'draft' | 'save' | 'review' | 'export' | 'open'; failure: Failure };

/** The draft in the window, with its review: each change is reviewed at once and kept soon after. */
export class OpenDraft {
  draft = $state.raw<Draft>(EMPTY);
  review = $state.raw<Review | null>(null);
  /** When it was kept last, such as "10:42"; empty before the first time. */
  savedAt = $state('');
  saving = $state(false);
  trouble = $state.raw<Trouble | null>(null);
  canUndo = $state(false);
  canRedo = $state(false);

  #undo = new Undo();
  #queue: ReviewQueue;
  #autosave: Autosave;

  constructor(backend: Backend) {
    this.#queue = new ReviewQueue(
      (draft) => backend.review(draft),
      (review) => {
        this.review = review;
        this.#settled('review');
      },
      (thrown) => this.failed('review', thrown),
    );
    this.#autosave = new Autosave(async (draft) => {
      try {
        this.savedAt = (await backend.saveDraft(draft)).saved_at;
        this.saving = draft !== this.draft;
        this.#settled('save');
      } catch (thrown) {
        this.saving = false;
        this.failed('save', thrown);
      }
    });
  }

  /** Takes up a draft that is kept already. */
  open(draft: Draft): void {
    this.#undo = new Undo();
    this.draft = draft;
    this.#look();
    this.#queue.request(draft);
  }

  /** Takes up a draft that is not kept yet. */
  begin(draft: Draft): void {
    this.open(draft);
    this.#keep();
  }

  /** Sets an answer, or clears it when it is empty; the answer is then no longer a suggestion. */
  answer(question: string, answer: unknown, typing = false): void {
    const answers = { ...this.draft.answers };
    if (isEmpty(answer)) delete answers[question];
    else answers[question] = answer;
    const suggested = this.draft.suggested.filter((id) => id !== question);
    this.#change({ ...this.draft, answers, suggested }, typing ? question : null);
  }

  /** The person says: these are right. */
  confirm(questions: string[]): void {
    const suggested = this.draft.suggested.filter((id) => !questions.includes(id));
    if (suggested.length < this.draft.suggested.length) {
      this.#change({ ...this.draft, suggested }, null);
    }
  }

  isSuggested(question: string): boolean {
    return this.draft.suggested.includes(question);
  }

  /** Steps back; the answers that changed by it, or null when there is nothing to undo. */
  undo(): string[] | null {
    return this.#take(this.#undo.undo(this.draft));
  }

  redo(): string[] | null {
    return this.#take(this.#undo.redo(this.draft));
  }

  /** What is typed next is an undo step of its own. */
  settle(): void {
    this.#undo.settle();
  }

  /** Keeps the draft now. */
  save(): Promise<void> {
    return this.#autosave.flush();
  }

  /** Tries again what failed. */
  again(): void {
    const what = this.trouble?.what;
    if (what === 'review') this.#queue.request(this.draft);
    else if (what === 'save') {
      this.#keep();
      void this.save();
    } else this.trouble = null;
  }

  failed(what: Trouble['what'], thrown: unknown): void {
    this.trouble = { what, failure: failureOf(thrown) };
  }

  #change(draft: Draft, run: string | null): void {
    this.#undo.remember(this.draft, run);
    this.draft = draft;
    this.#look();
    this.#queue.request(draft);
    this.#keep();
  }

  #take(draft: Draft | null): string[] | null {
    if (!draft) return null;
    const changed = changedAnswers(this.draft, draft);
    this.draft = draft;
    this.#look();
    this.#queue.request(draft);
    this.#keep();
    return changed;
  }

  #keep(): void {
    this.saving = true;
    this.#autosave.changed(this.draft);
  }

  #look(): void {
    this.canUndo = this.#undo.canUndo;
    this.canRedo = this.#undo.canRedo;
  }

  #settled(what: Trouble['what']): void {
    if (this.trouble?.what === what) this.trouble = null;
  }
}

function isEmpty(answer: unknown): boolean {
  return (
    answer === undefined ||
    answer === null ||
    answer === '' ||
    (Array.isArray(answer) && answer.length === 0)
  );
}

/** Questions whose answer or mark differs. */
function changedAnswers(a: Draft, b: Draft): string[] {
  const ids = new Set([...Object.keys(a.answers), ...Object.keys(b.answers)]);
  return [...ids].filter(
    (id) =>
      JSON.stringify(a.answers[id]) !== JSON.stringify(b.answers[id]) ||
      a.suggested.includes(id) !== b.suggested.includes(id),
  );
}
