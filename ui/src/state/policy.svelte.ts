import { createContext } from 'svelte';

import type { Backend } from '../backend/backend';
import type {
  CatalogueView,
  Draft,
  Example,
  ExportKind,
  Finding,
  OldAnswer,
  OldPolicy,
  Opened,
  QuestionView,
  Saved,
} from '../backend/types';
import { Catalogue } from './catalogue';
import { EMPTY, OpenDraft } from './draft.svelte';
import { Journey } from './journey.svelte';

/** The policy in the making: what is asked, what was answered, where the person is. */
export class Policy {
  readonly catalogue: Catalogue;
  readonly open: OpenDraft;
  readonly journey: Journey;
  /** Found when the window opened; offered on Start until something newer is under way. */
  kept = $state.raw<Draft | null>(null);
  example = $state.raw<Example | null>(null);
  saved = $state.raw<Saved | null>(null);
  exporting = $state.raw<{ kind: ExportKind; document: string } | null>(null);
  /** Spoken politely to those who do not see the change. */
  spoken = $state('');

  constructor(
    readonly backend: Backend,
    view: CatalogueView,
    kept: Draft | null,
  ) {
    this.catalogue = new Catalogue(view);
    this.open = new OpenDraft(backend);
    this.journey = new Journey(this.catalogue);
    this.kept = kept;
  }

  /** Everything the window needs to open. A draft that cannot be read keeps nobody out. */
  static async load(backend: Backend): Promise<Policy> {
    const policy = new Policy(backend, await backend.catalogue(), null);
    try {
      policy.kept = await backend.openDraft();
    } catch (thrown) {
      policy.open.failed('draft', thrown);
    }
    return policy;
  }

  /** Questions of a step that apply, in order. */
  asked(step: string): QuestionView[] {
    const ids = this.open.review?.steps.find(({ id }) => id === step)?.questions ?? [];
    return this.catalogue.questions(ids);
  }

  findingsOn(question: string): Finding[] {
    return this.open.review?.findings.filter((finding) => finding.question === question) ?? [];
  }

  get name(): string {
    return this.nameIn(this.open.draft);
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

  /** The draft Start offers to continue with. */
  get current(): Draft | null {
    if (this.kept) return this.kept;
    return Object.keys(this.open.draft.answers).length > 0 ? this.open.draft : null;
  }

  async loadExample(): Promise<void> {
    try {
      this.example = await this.backend.example();
    } catch (thrown) {
      this.open.failed('open', thrown);
    }
  }

  /** A new policy, from a preset's suggestions or from nothing. */
  async newPolicy(preset: string | null): Promise<void> {
    try {
      this.begin(preset ? await this.backend.applyPreset(preset, EMPTY) : EMPTY);
    } catch (thrown) {
      this.open.failed('open', thrown);
    }
  }

  /** What an existing policy says; null when that failed. Neither is kept here. */
  checkOld(words: string): Promise<OldPolicy | null> {
    return this.#ask(() => this.backend.checkOld(words));
  }

  openOld(): Promise<Opened | null> {
    return this.#ask(() => this.backend.openOld());
  }

  /** A new policy from the answers found in an existing one. */
  async startOld(found: OldAnswer[]): Promise<void> {
    const draft = await this.#ask(() => this.backend.startOld(found));
    if (draft) this.begin(draft);
  }

  begin(draft: Draft): void {
    this.open.trouble = null;
    this.open.begin(draft);
    this.kept = null;
    this.saved = null;
    this.journey.nth(1);
  }

  continueKept(): void {
    if (this.kept) {
      const draft = this.kept;
      this.open.open(draft);
      this.journey.tryOut(Object.keys(draft.answers));
      this.kept = null;
    }
    this.journey.nth(1);
  }

  /** Applies what the rule offers as an answer that settles it. */
  settle(finding: Finding): void {
    if (finding.fix) this.open.answer(finding.fix.question, finding.fix.answer);
  }

  async exportFile(kind: ExportKind, document = 'policy'): Promise<void> {
    if (this.exporting) return;
    this.exporting = { kind, document };
    try {
      await this.open.save();
      const saved = await this.backend.exportFile(kind, document, this.open.draft);
      if (saved) this.saved = saved;
      if (this.open.trouble?.what === 'export') this.open.trouble = null;
    } catch (thrown) {
      this.open.failed('export', thrown);
    }
    this.exporting = null;
  }

  openSaved(): Promise<void> {
    return this.#try(() => this.saved && this.backend.openSaved(this.saved.token));
  }

  showSaved(): Promise<void> {
    return this.#try(() => this.saved && this.backend.showSaved(this.saved.token));
  }

  openLink(href: string): Promise<void> {
    return this.#try(() => this.backend.openLink(href));
  }

  /** Undo or redo, and go to where it shows. */
  travel(way: 'undo' | 'redo'): string[] {
    const changed = (way === 'undo' ? this.open.undo() : this.open.redo()) ?? [];
    const first = this.catalogue.questions(changed)[0];
    const { place } = this.journey;
    if (first && place.at === 'step' && place.step !== first.step) this.journey.question(first.id);
    return changed;
  }

  async #ask<T>(act: () => Promise<T | null>): Promise<T | null> {
    try {
      const answer = await act();
      if (this.open.trouble?.what === 'open') this.open.trouble = null;
      return answer;
    } catch (thrown) {
      this.open.failed('open', thrown);
      return null;
    }
  }

  async #try(act: () => Promise<void> | null): Promise<void> {
    try {
      await act();
    } catch (thrown) {
      this.open.failed('open', thrown);
    }
  }
}

export const [policyOf, givePolicy] = createContext<Policy>();
