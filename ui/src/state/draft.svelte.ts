import { failureOf, type Backend } from '../backend/backend';
import type {
  Draft,
  Failure,
  IssuedView,
  OpenPolicy,
  Review,
  RevisionView,
  Saved,
  StepLabel,
  SteppedView,
  Version,
} from '../backend/types';
import { Autosave, type Change } from './autosave';
import { ReviewQueue } from './review_queue';

export const EMPTY: Draft = { format: 2, answers: {}, suggested: [] };

/** What failed last, and how to try again. */
export type Trouble = {
  what: 'draft' | 'save' | 'review' | 'export' | 'open' | 'issue';
  failure: Failure;
};

/** What a step back or forward did. */
export type Travelled = {
  /** Questions whose answer or mark differs now. */
  questions: string[];
  /** What kind of step it was. */
  label: string;
};

/** When an issue holds from, when to look at it again, and what is said about it. */
export type Terms = { effective: string; review: string | null; note: string };

/** The policy in the window, with its review: each change is reviewed at once and kept soon after. */
export class OpenDraft {
  /** Null: not in the store, because nothing is open or it could not be written yet. */
  id = $state<string | null>(null);
  draft = $state.raw<Draft>(EMPTY);
  review = $state.raw<Review | null>(null);
  /** Her name for it, where it has one. */
  given = $state('');
  /** When it was kept last (ISO 8601); empty before the first time. */
  savedAt = $state('');
  saving = $state(false);
  trouble = $state.raw<Trouble | null>(null);
  /** What was issued, newest first. */
  revisions = $state.raw<RevisionView[]>([]);
  /** Whether the draft says something else than the newest issue. */
  changed = $state(false);

  #undo = $state(0);
  #redo = $state(0);
  #queue: ReviewQueue<Draft, Review>;
  #autosave: Autosave;
  /** The field that is being typed in. */
  #field: string | null = null;
  /** What was saved as a file in place of the store. */
  #elsewhere: Draft | null = null;

  constructor(private readonly backend: Backend) {
    this.#queue = new ReviewQueue(
      (draft) => backend.review(draft),
      (review) => {
        this.review = review;
        this.#settled('review');
      },
      (thrown) => this.failed('review', thrown),
    );
    this.#autosave = new Autosave(
      (change) => this.#keep(change),
      (thrown) => this.failed('save', thrown),
    );
  }

  /** Unsaved changes will be a step to undo as soon as they are kept. */
  get canUndo(): boolean {
    return this.#undo > 0 || (this.saving && this.id !== null);
  }

  get canRedo(): boolean {
    return this.#redo > 0 && !this.saving;
  }

  /** Takes up a policy of the store; what was open before is kept. `practice`: what its practice is
   * called. */
  open(policy: OpenPolicy, practice: string, changed: boolean): void {
    if (this.id !== policy.id) this.review = null;
    this.trouble = null;
    this.id = policy.id;
    this.given = policy.title === practice.trim() ? '' : policy.title;
    this.#take(policy);
    this.revisions = policy.revisions;
    this.changed = changed;
    this.saving = false;
    this.#field = null;
  }

  /** Nothing is open any more. */
  close(): void {
    const nothing = { steps: { undo: 0, redo: 0 }, saved_at: '', revisions: [] };
    this.open({ id: '', title: '', draft: EMPTY, ...nothing }, '', false);
    this.id = null;
  }

  /** Shows a draft that could not be put into the store; it goes there when that works again. */
  beginUnkept(draft: Draft, thrown: unknown): void {
    this.close();
    this.#change(draft, 'preset', null);
    this.failed('save', thrown);
  }

  /** Sets an answer, or clears it when it is empty; the answer is then no longer a suggestion. */
  answer(question: string, answer: unknown, typing = false, label: StepLabel = 'answer'): void {
    const answers = { ...this.draft.answers };
    if (isEmpty(answer)) delete answers[question];
    else answers[question] = answer;
    const suggested = this.draft.suggested.filter((id) => id !== question);
    this.#change({ ...this.draft, answers, suggested }, label, typing ? question : null);
  }

  /** The person says: these are right. */
  confirm(questions: string[]): void {
    const suggested = this.draft.suggested.filter((id) => !questions.includes(id));
    if (suggested.length < this.draft.suggested.length) {
      this.#change({ ...this.draft, suggested }, 'confirm', null);
    }
  }

  /** Any other change. `field` names what is being typed in: a run of such changes is one step. */
  edit(draft: Draft, label: StepLabel, field: string | null = null): void {
    this.#change(draft, label, field);
  }

  isSuggested(question: string): boolean {
    return this.draft.suggested.includes(question);
  }

  /** Steps back or forward; null when there is no such step or it failed. */
  async step(way: 'undo' | 'redo'): Promise<Travelled | null> {
    return this.#move((id) => this.backend.step(id, way));
  }

  /** Makes another version the draft; that can be undone. */
  goBack(to: Version): Promise<Travelled | null> {
    return this.#move((id) => this.backend.goBack(id, to));
  }

  /** Freezes the draft; null when that was refused. */
  async issue(terms: Terms): Promise<IssuedView | null> {
    const { id } = this;
    if (id === null) return null;
    try {
      const { effective, review, note } = terms;
      const issued = await this.#autosave.after(() =>
        this.backend.issue(id, this.draft, effective, review, note),
      );
      if (!issued) return null;
      this.#take(issued.open);
      this.revisions = issued.open.revisions;
      this.changed = false;
      this.#settled('issue');
      return issued;
    } catch (thrown) {
      this.failed('issue', thrown);
      return null;
    }
  }

  /** What is typed next is a step of its own. */
  settle(): void {
    const { id } = this;
    if (this.#field === null || id === null) return;
    this.#field = null;
    // If it fails, two runs of typing are one step; nothing is lost.
    void this.#autosave.after(() => this.backend.settleStep(id)).catch(() => {});
  }

  /** Keeps the draft now; says whether it is kept. */
  async save(): Promise<boolean> {
    await this.#autosave.flush();
    return this.#autosave.idle;
  }

  /** Saves what is on the screen as a file, although the store cannot be written. */
  async saveElsewhere(): Promise<Saved | null> {
    const { draft } = this;
    const saved = await this.backend.saveElsewhere(draft);
    if (saved) this.#elsewhere = draft;
    return saved;
  }

  /** Keeps the draft before another one is opened; false: it would be lost. */
  async leave(): Promise<boolean> {
    if (await this.save()) return true;
    if (this.#elsewhere !== this.draft) return false;
    this.#autosave.drop();
    return true;
  }

  /** Resolves when the draft at hand has been reviewed, or that has failed. */
  async reviewed(): Promise<void> {
    await this.#queue.done();
  }

  /** Tries again what failed. */
  again(): void {
    const what = this.trouble?.what;
    if (what === 'review') this.#queue.request(this.draft);
    else if (what === 'save') void this.save();
    else this.trouble = null;
  }

  failed(what: Trouble['what'], thrown: unknown): void {
    this.trouble = { what, failure: failureOf(thrown) };
  }

  #change(draft: Draft, label: StepLabel, field: string | null): void {
    this.draft = draft;
    this.changed = true;
    this.saving = true;
    this.#redo = 0;
    this.#field = field;
    this.#queue.request(draft);
    this.#autosave.changed({ draft, field, label });
  }

  async #move(ask: (id: string) => Promise<SteppedView | null>): Promise<Travelled | null> {
    const { id } = this;
    if (id === null) return null;
    this.#field = null;
    const before = this.draft;
    try {
      const stepped = await this.#autosave.after(() => ask(id));
      // Typed while the answer was on its way: what is on the screen is newer.
      if (!stepped || this.draft !== before) return null;
      this.#take(stepped);
      this.changed = true;
      return { questions: changedAnswers(before, stepped.draft), label: stepped.label };
    } catch (thrown) {
      this.failed('open', thrown);
      return null;
    }
  }

  #take({ draft, steps, saved_at }: Pick<OpenPolicy, 'draft' | 'steps' | 'saved_at'>): void {
    this.draft = draft;
    this.#undo = steps.undo;
    this.#redo = steps.redo;
    this.savedAt = saved_at;
    this.#queue.request(draft);
  }

  async #keep({ draft, field, label }: Change): Promise<void> {
    if (this.id === null) {
      const policy = await this.backend.newPolicy(draft);
      this.id = policy.id;
      this.savedAt = policy.saved_at;
      this.saving = draft !== this.draft;
      // The store adds what the practice has said before; not over what was typed meanwhile.
      if (!this.saving) this.#take(policy);
    } else {
      const saved = await this.backend.saveDraft(this.id, draft, field, label);
      this.savedAt = saved.saved_at;
      this.#undo = saved.steps.undo;
      this.saving = draft !== this.draft;
      if (!this.saving) this.#redo = saved.steps.redo;
    }
    this.#settled('save');
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
