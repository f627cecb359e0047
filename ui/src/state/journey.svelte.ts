import type { Step } from '../backend/types';
import type { Catalogue } from './catalogue';

export type Place =
  | { at: 'start' }
  | { at: 'old' }
  | { at: 'step'; step: string }
  | { at: 'check' }
  | { at: 'issue' }
  | { at: 'finish' }
  | { at: 'history' }
  | { at: 'files' }
  /** Her own words: one clause, or the list of all; `listed`: reached from there. */
  | { at: 'words'; clause: string | null; listed: boolean };

/** Beside the way: from there one goes back to where one came from. */
const ASIDES: Place['at'][] = ['history', 'files', 'words'];

/** What gets the focus when a place has been drawn. */
export type Target =
  | { on: 'heading' }
  | { on: 'element'; id: string }
  | { on: 'question'; question: string }
  | { on: 'finding'; key: string };

/** Where the person is: the steps in order, Check, Finish, and what stands beside the way. */
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
  /** Start shows what a new policy can begin with. */
  beginning = $state(false);
  /** Where an aside leads back to. */
  #before: Place = { at: 'start' };

  constructor(private readonly catalogue: Catalogue) {}

  /** Steps and Check: 1 is the first. 0 elsewhere. */
  get number(): number {
    const { place } = this;
    if (place.at === 'step') return this.#index(place.step) + 1;
    if (place.at === 'words') return this.catalogue.steps.length;
    return place.at === 'check' ? this.catalogue.steps.length + 1 : 0;
  }

  /** With Check. */
  get count(): number {
    return this.catalogue.steps.length + 1;
  }

  start(): void {
    this.#go({ at: 'start' });
  }

  /** To Start, where a new policy begins. */
  beginNew(): void {
    this.start();
    this.beginning = true;
    this.target = { on: 'element', id: 'new-policy' };
  }

  /** Where work goes on: the first step that is not done, else Check. */
  resume(steps: Step[]): void {
    const open = steps.find(({ state }) => state !== 'done');
    if (open) this.step(open.id);
    else this.check();
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

  /** To the dates of an issue, or to what is still open. */
  issue(): void {
    this.#go({ at: 'issue' });
  }

  finish(): void {
    this.#go({ at: 'finish' });
  }

  /** What was issued and kept; its way back leads where one came from. */
  history(): void {
    this.#aside({ at: 'history' });
  }

  /** Where things lie, and the backups. */
  files(): void {
    this.#aside({ at: 'files' });
  }

  /** To the words of a clause, or to the list of all. */
  words(clause: string | null): void {
    const { place } = this;
    const listed = place.at === 'words' && (place.clause === null || place.listed);
    if (!ASIDES.includes(place.at)) this.#before = place;
    this.#go({ at: 'words', clause, listed });
  }

  /** From an aside back to where one came from. */
  leave(): void {
    const { place } = this;
    if (place.at === 'words' && place.clause !== null && place.listed) return this.words(null);
    this.#go(this.#before);
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
  finding(question: string, key: string): void {
    this.question(question);
    this.target = { on: 'finding', key };
  }

  next(): void {
    if (this.place.at === 'words') this.leave();
    else if (this.fromCheck) this.check();
    else if (this.place.at === 'check') this.finish();
    else if (this.number > 0) this.nth(this.number + 1);
  }

  back(): void {
    const { at } = this.place;
    if (ASIDES.includes(at)) this.leave();
    else if (this.fromCheck || at === 'finish' || at === 'issue') this.check();
    else if (this.number > 1) this.nth(this.number - 1);
    else this.start();
  }

  /** Shows the problems of these questions from now on. */
  tryOut(questions: string[]): void {
    const more = questions.filter((id) => !this.tried.has(id));
    if (more.length > 0) this.tried = new Set([...this.tried, ...more]);
  }

  /** Another policy: nothing of it has been tried or checked here. */
  forget(): void {
    this.tried = new Set();
    this.checked = false;
  }

  #aside(place: Place): void {
    const { at } = this.place;
    if (at === place.at) return;
    if (!ASIDES.includes(at)) this.#before = this.place;
    this.#go(place);
  }

  #go(place: Place): void {
    this.place = place;
    this.beginning = false;
    this.fromCheck = false;
    this.previewing = false;
    this.lit = null;
    this.target = { on: 'heading' };
  }

  #index(step: string): number {
    return this.catalogue.steps.findIndex(({ id }) => id === step);
  }
}
