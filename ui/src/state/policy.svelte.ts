import { createContext } from 'svelte';

import { failureOf, type Backend } from '../backend/backend';
import type {
  CatalogueView,
  DeskView,
  Draft,
  Example,
  Failure,
  Finding,
  ImportPlan,
  IssuedView,
  OldAnswer,
  OldPolicy,
  Opened,
  OpenPolicy,
  PolicyCard,
  QuestionView,
  RevisionView,
  Version,
} from '../backend/types';
import { Beside } from './beside.svelte';
import { Catalogue } from './catalogue';
import { Copies } from './copies.svelte';
import { EMPTY, OpenDraft, type Terms, type Travelled, type Trouble } from './draft.svelte';
import { clauseOf, inOrder, keep, takeUp } from './findings';
import { Journey } from './journey.svelte';

/** The window's whole state: all policies, the one that is open, where the person is. */
export class Policy {
  readonly catalogue: Catalogue;
  readonly open: OpenDraft;
  readonly journey: Journey;
  readonly copies: Copies;
  readonly beside = new Beside();
  /** All policies and what is to be said about them. */
  desk = $state.raw<DeskView | null>(null);
  /** Why there is nothing to work with: shown in place of everything. */
  stopped = $state.raw<Failure | null>(null);
  /** Notices that were read. */
  read = $state.raw<ReadonlySet<string>>(new Set());
  example = $state.raw<Example | null>(null);
  /** A file that may be taken over. */
  plan = $state.raw<ImportPlan | null>(null);
  /** The issue that was made last; what came of it is shown once. */
  issued = $state.raw<IssuedView | null>(null);
  /** Spoken politely to those who do not see the change. */
  spoken = $state('');

  constructor(
    readonly backend: Backend,
    view: CatalogueView,
  ) {
    this.catalogue = new Catalogue(view);
    this.open = new OpenDraft(backend);
    this.journey = new Journey(this.catalogue);
    this.copies = new Copies(this);
  }

  /** Everything the window needs to open. A policy that cannot be read keeps nobody out. */
  static async load(backend: Backend): Promise<Policy> {
    const policy = new Policy(backend, await backend.catalogue());
    await policy.enter();
    return policy;
  }

  /** Opens the store, and the policy that was open last. */
  async enter(): Promise<void> {
    try {
      this.take(await this.backend.desk());
      this.stopped = null;
    } catch (thrown) {
      this.stopped = failureOf(thrown);
      return;
    }
    const last = this.desk?.last ?? this.cards[0]?.id;
    if (last) {
      await this.attempt('draft', async () => this.#show(await this.backend.openPolicy(last)));
    }
  }

  take(desk: DeskView): void {
    this.desk = desk;
    if (this.card) this.open.changed = this.card.changed;
  }

  /** Asks anew what there is. */
  async refresh(): Promise<void> {
    await this.attempt('open', async () => this.take(await this.backend.desk()));
  }

  /** Those that are not put away, newest first. */
  get cards(): PolicyCard[] {
    return this.desk?.policies.filter(({ archived }) => !archived) ?? [];
  }

  /** The open policy in the list. */
  get card(): PolicyCard | undefined {
    return this.desk?.policies.find(({ id }) => id === this.open.id);
  }

  /** Questions of a step that apply, in order. */
  asked(step: string): QuestionView[] {
    const ids = this.open.review?.steps.find(({ id }) => id === step)?.questions ?? [];
    return this.catalogue.questions(ids);
  }

  findingsOn(question: string): Finding[] {
    return this.open.review?.findings.filter((finding) => finding.question === question) ?? [];
  }

  /** Her name for the policy, else the practice's. */
  get name(): string {
    return this.open.given || this.nameIn(this.open.draft);
  }

  /** What the practice is called in a draft; empty when it does not say yet. */
  nameIn(draft: Draft): string {
    const naming = this.catalogue.naming;
    const name = naming ? draft.answers[naming.id] : undefined;
    return typeof name === 'string' ? name : '';
  }

  /** The professions of those who work here, as far as they are known: whose codes to show. */
  get professions(): string[] {
    const rows = this.open.draft.answers.clinicians;
    const named = Array.isArray(rows)
      ? rows.map((row: { profession?: string }) => row.profession)
      : [];
    return named.filter((profession) => profession !== undefined);
  }

  async loadExample(): Promise<void> {
    await this.attempt('open', async () => (this.example = await this.backend.example()));
  }

  /** A new policy, from a preset's suggestions or from nothing. */
  async newPolicy(preset: string | null): Promise<void> {
    const draft = await this.ask(async () =>
      preset ? this.backend.applyPreset(preset, EMPTY) : EMPTY,
    );
    if (draft) await this.begin(draft);
  }

  /** What an existing policy says; null when that failed. Neither is kept here. */
  checkOld(words: string): Promise<OldPolicy | null> {
    return this.ask(() => this.backend.checkOld(words));
  }

  openOld(): Promise<Opened | null> {
    return this.ask(() => this.backend.openOld());
  }

  /** A new policy from the answers found in an existing one. */
  async startOld(found: OldAnswer[]): Promise<void> {
    const draft = await this.ask(() => this.backend.startOld(found));
    if (draft) await this.begin(draft);
  }

  /** Begins a policy; where it cannot be kept now, it is begun all the same. */
  async begin(draft: Draft): Promise<void> {
    if (!(await this.open.leave())) return;
    try {
      this.#show(await this.backend.newPolicy(draft === EMPTY ? null : draft));
    } catch (thrown) {
      this.open.beginUnkept(draft, thrown);
    }
    this.journey.forget();
    this.journey.nth(1);
  }

  /** Opens a policy of the list and goes where work goes on. */
  async openPolicy(id: string): Promise<void> {
    if (!(await this.reach(id))) return;
    await this.open.reviewed();
    this.journey.tryOut(Object.keys(this.open.draft.answers));
    this.journey.resume(this.open.review?.steps ?? []);
  }

  /** Opens a policy without going anywhere; says whether it is open. */
  async reach(id: string): Promise<boolean> {
    if (this.open.id === id) return true;
    if (!(await this.open.leave())) return false;
    const policy = await this.ask(() => this.backend.openPolicy(id));
    if (!policy) return false;
    this.#show(policy);
    this.journey.forget();
    return true;
  }

  /** Says whether that was done. */
  rename(id: string, title: string): Promise<boolean> {
    return this.did(async () => {
      await this.backend.renamePolicy(id, title);
      this.take(await this.backend.desk());
      if (id === this.open.id) this.open.given = title.trim();
    });
  }

  /** Puts a policy away, or takes it out again; says whether that was done. */
  archive(id: string, archived: boolean): Promise<boolean> {
    return this.did(async () => {
      await this.backend.archivePolicy(id, archived);
      this.take(await this.backend.desk());
    });
  }

  /** Asks for a file; what taking it over would change is shown before anything does. */
  async planImport(): Promise<void> {
    this.plan = await this.ask(() => this.backend.planImport());
  }

  /** Takes over the file that was planned; says whether that was done. */
  async import(): Promise<boolean> {
    const { plan } = this;
    this.plan = null;
    if (!plan || !(await this.open.leave())) return false;
    return this.did(async () => this.renew(await this.backend.importPortable(plan.token)));
  }

  /** Goes back to a backup; says whether that was done. */
  async restore(token: string): Promise<boolean> {
    if (!(await this.open.leave())) return false;
    return this.did(async () => this.renew(await this.backend.restoreBackup(token)));
  }

  /** Takes the practice's details over into these policies; says whether that was done. */
  async applyProfile(ids: string[]): Promise<boolean> {
    if (!(await this.open.leave())) return false;
    return this.did(async () => this.renew(await this.backend.applyProfile(ids)));
  }

  /** The whole has changed, and the open policy perhaps with it. */
  async renew(desk: DeskView): Promise<void> {
    this.take(desk);
    const { id } = this.open;
    const here = desk.policies.some((card) => card.id === id);
    if (id !== null && here) this.#show(await this.backend.openPolicy(id));
    else if (desk.last) this.#show(await this.backend.openPolicy(desk.last));
    else this.open.close();
  }

  /** Moves the data out of a folder that is kept in step with others, and opens it. */
  async moveFolder(): Promise<void> {
    try {
      const desk = await this.backend.moveFolder();
      if (desk) await this.enter();
    } catch (thrown) {
      this.stopped = failureOf(thrown);
    }
  }

  /** What failed on another screen is not said on this one, but for what still holds. */
  arrive(): void {
    const { trouble } = this.open;
    if (trouble && ['open', 'export', 'issue'].includes(trouble.what)) this.open.trouble = null;
  }

  /** Remembers, while the window is open, that a notice was read. */
  markRead(words: string): void {
    this.read = new Set([...this.read, words]);
  }

  /** The issue that the draft still is, word for word. */
  get standing(): RevisionView | undefined {
    return this.open.changed ? undefined : this.open.revisions[0];
  }

  /** Applies what the rule offers as an answer that settles it. */
  settle(finding: Finding): void {
    const { fix } = finding;
    if (fix) this.open.answer(fix.question, fix.answer, false, 'settle');
  }

  /** Keeps a finding as it is; it asks again when what it is about changes. */
  keep(finding: Finding, reason: string): void {
    this.open.edit(keep(this.open.draft, finding, reason), 'settle');
  }

  takeUp(finding: Finding): void {
    this.open.edit(takeUp(this.open.draft, finding), 'settle');
  }

  /** Opens the findings where the preview stands, and goes through them round and round. */
  nextFinding(way: 1 | -1, here: string | undefined): void {
    const { at } = this.journey.place;
    if (!['step', 'check', 'words'].includes(at)) this.journey.check();
    this.beside.findings();
    this.journey.previewing = true;
    const findings = inOrder(this.open.review?.findings ?? []);
    const from = findings.findIndex(({ key }) => key === here);
    const next = findings.at(from < 0 && way < 0 ? -1 : (from + way) % findings.length);
    this.journey.target = next
      ? { on: 'finding', key: next.key }
      : { on: 'element', id: 'findings' };
  }

  /** Opens the field that finds words, where the preview stands. */
  find(): void {
    const { at } = this.journey.place;
    if (!['step', 'check', 'words'].includes(at)) this.journey.check();
    this.beside.find();
    this.journey.previewing = true;
    this.journey.target = { on: 'element', id: 'find-words' };
  }

  /** To what a finding is about: its question, or the words of hers. */
  mend({ question, part }: Pick<Finding, 'question' | 'part'>): void {
    if (!part) return this.journey.question(question);
    const clause = clauseOf(part);
    this.journey.words(clause || null);
  }

  /** A change to her own words. `field` names what is being typed in. */
  own(draft: Draft | null, field: string | null = null): void {
    if (draft) this.open.edit(draft, 'own', field);
  }

  openLink(href: string): Promise<void> {
    return this.attempt('open', () => this.backend.openLink(href));
  }

  /** Issues the open policy and shows the finished copies. */
  async issue(terms: Terms): Promise<void> {
    const issued = await this.open.issue(terms);
    if (!issued) return;
    this.issued = issued;
    this.copies.forget();
    await this.refresh();
    this.journey.finish();
  }

  /** Undo or redo, and go to where it shows. */
  async travel(way: 'undo' | 'redo'): Promise<Travelled | null> {
    return this.#arrive(await this.open.step(way));
  }

  /** Makes another version the draft, and shows it. */
  async goBack(to: Version): Promise<boolean> {
    const travelled = await this.open.goBack(to);
    if (!travelled) return false;
    await this.refresh();
    this.journey.check();
    return true;
  }

  /** Asks something that may fail; null when it did, and the window says so. */
  async ask<T>(act: () => Promise<T | null>): Promise<T | null> {
    let answer: T | null = null;
    await this.attempt('open', async () => (answer = await act()));
    return answer;
  }

  /** Does something that may fail; says whether it was done. */
  async did(act: () => Promise<void>): Promise<boolean> {
    return (await this.ask(async () => act().then(() => true))) ?? false;
  }

  /** Follows a step back or forward to where it shows. */
  async #arrive(travelled: Travelled | null): Promise<Travelled | null> {
    if (!travelled) return null;
    const { place } = this.journey;
    const first = this.catalogue.questions(travelled.questions)[0];
    if (first && place.at === 'step' && place.step !== first.step) this.journey.question(first.id);
    // An issue may be unchanged again.
    if (this.open.revisions.length > 0) await this.refresh();
    return travelled;
  }

  #show(policy: OpenPolicy): void {
    const changed = this.desk?.policies.find(({ id }) => id === policy.id)?.changed ?? false;
    this.open.open(policy, this.nameIn(policy.draft), changed);
    this.copies.forget();
    this.issued = null;
  }

  async attempt(what: Trouble['what'], act: () => unknown): Promise<void> {
    try {
      await act();
      if (this.open.trouble?.what === what) this.open.trouble = null;
    } catch (thrown) {
      this.open.failed(what, thrown);
    }
  }
}

export const [policyOf, givePolicy] = createContext<Policy>();
