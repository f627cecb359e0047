import type { Catalogue } from './catalogue';

export type Place =
  | { at: 'start' }
  | { at: 'old' }
  | { at: 'step'; step: string }
  | { at: 'check' }
  | { at: 'finish' };

/** What gets the focus when a place has been drawn. */
export type Target =
  | { on: 'heading' }
  | { on: 'question'; question: string }
  | { on: 'finding'; question: string; rule: string };

/** Where the person is on the way through the questions: the steps in order, Check, Finish. */
export class Journey {
  place = $state.raw<Place>({ at: 'start' });
  target = $state.raw<Target | null>(null);
  /** Came from Check to change one answer; Continue goes back there. */
  fromCheck = $state(false);
  /** Check has been looked at. */
  checked = $state(false);
  /** The question that has the focus: its sentences are lit. */
  lit = $state<string | null>(null);
  /** Questions whose problems are shown: those that were left once, or continued past. */
  tried = $state.raw<ReadonlySet<string>>(new Set());
  /** Narrow windows show the preview in place of the questions. */
  previewing = $state(false);

  constructor(private readonly catalogue: Catalogue) {}

  /** Steps and Check: 1 is the first. 0 elsewhere. */
  get number(): number {
    const { place } = this;
    if (place.at === 'step') return this.#index(place.step) + 1;
    return place.at === 'check' ? this.catalogue.steps.length + 1 : 0;
  }

  /** With Check. */
  get count(): number {
    return this.catalogue.steps.length + 1;
  }

  start(): void {
    this.#go({ at: 'start' });
  }

  /** To the reading of an existing policy. */
  old(): void {
    this.#go({ at: 'old' });
  }

  step(step: string): void {
    this.#go({ at: 'step', step });
  }

  check(): void {
    this.checked = true;
    this.#go({ at: 'check' });
  }

  finish(): void {
    this.#go({ at: 'finish' });
  }

  /** The n-th step, or Check after the last. */
  nth(number: number): void {
    const step = this.catalogue.steps[number - 1];
    if (step) this.step(step.id);
    else if (number === this.count) this.check();
  }

  /** To one question, wherever it is asked. */
  question(id: string): void {
    const question = this.catalogue.question(id);
    if (!question) return;
    const fromCheck = this.place.at === 'check' || this.fromCheck;
    const here = this.place.at === 'step' && this.place.step === question.step;
    if (!here) this.#go({ at: 'step', step: question.step });
    this.fromCheck = fromCheck;
    this.previewing = false;
    this.target = { on: 'question', question: id };
  }

  /** To a finding, under the question it is about. */
  finding(question: string, rule: string): void {
    this.question(question);
    this.target = { on: 'finding', question, rule };
  }

  next(): void {
    if (this.fromCheck) this.check();
    else if (this.place.at === 'check') this.finish();
    else if (this.place.at !== 'finish') this.nth(this.number + 1);
  }

  back(): void {
    if (this.fromCheck || this.place.at === 'finish') this.check();
    else if (this.number > 1) this.nth(this.number - 1);
    else this.start();
  }

  /** Shows the problems of these questions from now on. */
  tryOut(questions: string[]): void {
    const more = questions.filter((id) => !this.tried.has(id));
    if (more.length > 0) this.tried = new Set([...this.tried, ...more]);
  }

  #go(place: Place): void {
    this.place = place;
    this.fromCheck = false;
    this.previewing = false;
    this.lit = null;
    this.target = { on: 'heading' };
  }

  #index(step: string): number {
    return this.catalogue.steps.findIndex(({ id }) => id === step);
  }
}
