import {
  bare,
  due,
  EMPTY,
  fingerprint,
  said,
  stepsOf,
  titleOf,
  view,
  words,
  type Issued,
  type Kept,
  type State,
} from './fake_kept';
import type {
  BackupCard,
  BackupPreview,
  DeskView,
  Draft,
  FolderRole,
  Found,
  HistoryView,
  ImportPlan,
  IssuedView,
  OpenPolicy,
  PolicyCard,
  ProfileOffer,
  SavedDraft,
  StepLabel,
  SteppedView,
  VerificationView,
  Version,
} from './types';

/** Answers a practice gives once, in the order in which they are offered to other policies. */
const PROFILE = ['practice_name', 'clinicians', 'phone', 'email', 'website', 'address'];
/** As many places as the shell answers with. */
const MOST_FOUND = 20;

const FOLDER = '/home/dana/.local/share/plain-policy';
const bad = (detail: string) => ({ code: 'bad_request', message: 'There is none.', detail });
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** What the shell and its store do with policies, in memory: for browser tests and development. */
export class FakeStore {
  #state: State;

  /** `keep` is told the whole state after each change. */
  constructor(
    kept: string | null = null,
    private readonly keep: (state: string) => void = () => {},
    private readonly now: () => Date = () => new Date(),
  ) {
    this.#state = { ...structuredClone(EMPTY), ...(kept ? (JSON.parse(kept) as State) : {}) };
  }

  desk(): DeskView {
    const { last, outputs, backupFolder, read_only } = this.#state;
    const policies = this.#state.policies
      .map((policy) => this.#card(policy))
      .sort((a, b) => b.saved_at.localeCompare(a.saved_at));
    const newest = this.#state.backups[0]?.card;
    const folder = backupFolder ?? `${FOLDER}/backups`;
    return {
      policies,
      last,
      notices: [...this.#state.notices, ...policies.flatMap(due)],
      backup: newest ? { made_at: newest.made_at, where: `${folder}/${newest.token}` } : null,
      folder: FOLDER,
      outputs,
      backups: folder,
      read_only,
    };
  }

  search(words: string): Found[] {
    const sought = words.trim().toLowerCase();
    return this.#state.policies
      .flatMap((policy): Found[] => {
        const title = titleOf(policy);
        const said = Object.values(policy.draft.answers).find((answer) =>
          JSON.stringify(answer).toLowerCase().includes(sought),
        );
        if (title.toLowerCase().includes(sought)) return [{ id: policy.id, title, where: '' }];
        return said === undefined ? [] : [{ id: policy.id, title, where: 'In an answer' }];
      })
      .slice(0, MOST_FOUND);
  }

  open(id: string): OpenPolicy {
    const policy = this.#find(id);
    this.#change(() => (this.#state.last = id));
    return view(policy);
  }

  begin(draft: Draft | null): OpenPolicy {
    const given = draft ?? { format: 2, answers: {}, suggested: [] };
    const known = Object.entries(this.#state.profile).filter(
      ([id]) => given.answers[id] === undefined || given.suggested.includes(id),
    );
    const policy: Kept = {
      id: `p${(this.#state.made += 1)}`,
      name: '',
      saved_at: this.#moment(),
      archived: false,
      draft: {
        ...given,
        answers: { ...given.answers, ...Object.fromEntries(known) },
        suggested: given.suggested.filter((id) => !known.some(([known]) => known === id)),
      },
      undo: [],
      redo: [],
      run: null,
      revisions: [],
      points: [],
    };
    this.#change(() => {
      this.#state.policies.push(policy);
      this.#state.last = policy.id;
    });
    return view(policy);
  }

  rename(id: string, name: string): void {
    this.#change(() => (this.#find(id).name = name.trim()));
  }

  archive(id: string, archived: boolean): void {
    this.#change(() => (this.#find(id).archived = archived));
  }

  save(id: string, draft: Draft, field: string | null, label: StepLabel): SavedDraft {
    const policy = this.#find(id);
    this.#change(() => {
      const goesOn = field !== null && policy.run === field;
      if (!goesOn && !same(policy.draft, draft)) {
        policy.undo.push({ draft: policy.draft, label, field });
        if (label === 'preset') this.#point(policy, 'Before a preset');
      }
      policy.redo = [];
      policy.run = field;
      policy.draft = draft;
      policy.saved_at = this.#moment();
      this.#learn(draft);
    });
    return { saved_at: policy.saved_at, steps: stepsOf(policy) };
  }

  settle(id: string): void {
    this.#change(() => (this.#find(id).run = null));
  }

  step(id: string, way: 'undo' | 'redo'): SteppedView | null {
    const policy = this.#find(id);
    const [from, to] = way === 'undo' ? [policy.undo, policy.redo] : [policy.redo, policy.undo];
    const step = from.pop();
    if (!step) return null;
    this.#change(() => {
      to.push({ ...step, draft: policy.draft });
      policy.draft = step.draft;
      policy.run = null;
      policy.saved_at = this.#moment();
    });
    return this.#stepped(policy, step.label, step.field);
  }

  issue(
    id: string,
    draft: Draft,
    terms: { effective: string; review: string | null; note: string },
    bytes: { pdf: number; html: number },
  ): IssuedView {
    const policy = this.#find(id);
    const number = (policy.revisions[0]?.number ?? 0) + 1;
    const { review_date: _, ...answers } = draft.answers;
    const dates = {
      effective_date: terms.effective,
      ...(terms.review ? { review_date: terms.review } : {}),
    };
    const issued: Issued = {
      number,
      ...terms,
      note: terms.note.trim(),
      issued_at: this.#moment(),
      fingerprint: fingerprint(JSON.stringify([draft, terms, number])),
      wording: '2026.11',
      app_version: '0.1.0',
      files: [
        { role: 'pdf', bytes: bytes.pdf },
        { role: 'html', bytes: bytes.html },
      ],
      draft: { ...draft, answers: { ...answers, ...dates } },
    };
    this.#change(() => {
      if (number > 1) this.#point(policy, `Before issue ${number}`);
      policy.undo.push({ draft: policy.draft, label: 'issue', field: null });
      policy.redo = [];
      policy.draft = issued.draft;
      policy.revisions.unshift(issued);
      policy.saved_at = issued.issued_at;
    });
    const { outputs } = this.#state;
    const name = `${titleOf(policy).replaceAll(' ', '-')}-${issued.effective}-issue-${number}`;
    return {
      revision: bare(issued),
      open: view(policy),
      written: outputs ? ['pdf', 'html'].map((kind) => `${outputs}/${name}.${kind}`) : [],
      not_written: null,
    };
  }

  history(id: string): HistoryView {
    const { revisions, points } = this.#find(id);
    return {
      revisions: revisions.map(bare),
      points: points.map(({ step, at, said }) => ({ step, at, said })),
    };
  }

  goBack(id: string, to: Version): SteppedView {
    const policy = this.#find(id);
    const draft = this.draftOf(id, to);
    this.#change(() => {
      this.#point(policy, 'Before going back');
      policy.undo.push({ draft: policy.draft, label: 'restore', field: null });
      policy.redo = [];
      policy.draft = draft;
      policy.saved_at = this.#moment();
    });
    return this.#stepped(policy, 'restore', null);
  }

  /** The draft of a version. */
  draftOf(id: string, version: Version): Draft {
    const policy = this.#find(id);
    if (version.kind === 'draft') return policy.draft;
    const found =
      version.kind === 'revision'
        ? policy.revisions.find(({ number }) => number === version.number)
        : policy.points.find(({ step }) => step === version.step);
    if (!found) throw bad(JSON.stringify(version));
    return found.draft;
  }

  nameOf(id: string, version: Version): string {
    const policy = this.#find(id);
    if (version.kind === 'draft') return `Draft, saved ${policy.saved_at.slice(11, 16)}`;
    if (version.kind === 'point') return `Draft of ${said(policy.saved_at)}`;
    const found = policy.revisions.find(({ number }) => number === version.number);
    return `Issue ${version.number}, ${said(found?.effective ?? '')}`;
  }

  verify(id: string | null): VerificationView {
    const policies = this.#state.policies.filter((policy) => id === null || policy.id === id);
    const count = policies.reduce((sum, { revisions }) => sum + revisions.length, 0);
    const which = count === 1 ? '1 issue was' : `${count} issues were`;
    return {
      sound: true,
      sentences: [`${which} read again. Every file is exactly what was issued.`],
    };
  }

  backups(): BackupCard[] {
    return this.#state.backups.map(({ card }) => card);
  }

  previewBackup(token: string): BackupPreview {
    const { policies } = JSON.parse(this.#backup(token).state) as State;
    return {
      policies: policies.map((policy) => ({
        title: titleOf(policy),
        saved_at: policy.saved_at,
        revisions: policy.revisions.length,
      })),
    };
  }

  backUp(reason = 'made when you asked for it'): DeskView {
    const state = JSON.stringify({ ...this.#state, backups: [] });
    const token = `backup-${(this.#state.made += 1)}.sqlite`;
    this.#change(() =>
      this.#state.backups.unshift({ card: { token, made_at: this.#moment(), reason }, state }),
    );
    return this.desk();
  }

  restore(token: string): DeskView {
    const { state } = this.#backup(token);
    this.backUp('made before you went back to an earlier backup');
    const { backups } = this.#state;
    this.#change(() => (this.#state = { ...(JSON.parse(state) as State), backups }));
    return this.desk();
  }

  /** What the file "import.plainpolicy" would change. */
  planImport(): ImportPlan {
    return {
      token: 'import',
      name: 'from-the-office.plainpolicy',
      sentences: ['Riverside Teen Group is added, with 1 issue.'],
      changes: 1,
    };
  }

  import(draft: Draft): DeskView {
    this.backUp('made before a file was taken over');
    const { last } = this.#state;
    const { id } = this.begin(draft);
    this.rename(id, 'Riverside Teen Group');
    this.#change(() => (this.#state.last = last));
    return this.desk();
  }

  setFolder(which: FolderRole, folder: string | null): DeskView {
    this.#change(() => {
      if (which === 'outputs') this.#state.outputs = folder;
      else this.#state.backupFolder = folder;
    });
    return this.desk();
  }

  profileOffer(label: (question: string) => string): ProfileOffer | null {
    const { unoffered, profile } = this.#state;
    const others = this.#state.policies.filter(
      (policy) =>
        !policy.archived && unoffered.some((id) => !same(policy.draft.answers[id], profile[id])),
    );
    if (others.length === 0) return null;
    return {
      changes: unoffered.map((id) => ({ label: label(id), answer: words(profile[id]) })),
      policies: others.map((policy) => ({ id: policy.id, title: titleOf(policy) })),
    };
  }

  applyProfile(ids: string[]): DeskView {
    const changed = this.#state.unoffered.map((id) => [id, this.#state.profile[id]] as const);
    for (const id of ids) {
      const { draft } = this.#find(id);
      const answers = { ...draft.answers, ...Object.fromEntries(changed) };
      this.save(id, { ...draft, answers }, null, 'profile');
    }
    this.leaveProfile();
    return this.desk();
  }

  leaveProfile(): void {
    this.#change(() => (this.#state.unoffered = []));
  }

  /** For tests: what the desk says beside its policies. */
  set(more: Partial<Pick<State, 'notices' | 'read_only'>>): void {
    this.#change(() => Object.assign(this.#state, more));
  }

  #card(policy: Kept): PolicyCard {
    const newest = policy.revisions[0];
    const today = this.#moment().slice(0, 10);
    return {
      id: policy.id,
      title: titleOf(policy),
      saved_at: policy.saved_at,
      archived: policy.archived,
      revision: newest
        ? {
            number: newest.number,
            effective: newest.effective,
            review: newest.review,
            issued_at: newest.issued_at,
          }
        : null,
      changed: newest !== undefined && !same(newest.draft, policy.draft),
      review_due: !policy.archived && Boolean(newest?.review && newest.review <= today),
    };
  }

  #stepped(policy: Kept, label: string, field: string | null): SteppedView {
    const { draft, saved_at } = policy;
    return { draft, label, field, steps: stepsOf(policy), saved_at };
  }

  /** Remembers the practice's details, and which of them other policies say in another way. */
  #learn(draft: Draft): void {
    for (const id of PROFILE) {
      const answer = draft.answers[id];
      if (answer === undefined || draft.suggested.includes(id)) continue;
      const before = this.#state.profile[id];
      if (before !== undefined && !same(before, answer) && !this.#state.unoffered.includes(id)) {
        this.#state.unoffered.push(id);
      }
      this.#state.profile[id] = answer;
    }
  }

  #point(policy: Kept, said: string): void {
    const step = policy.undo.length;
    policy.points.unshift({ step, at: this.#moment(), said, draft: policy.draft });
  }

  #find(id: string): Kept {
    const found = this.#state.policies.find((policy) => policy.id === id);
    if (!found) throw bad(id);
    return found;
  }

  #backup(token: string) {
    const found = this.#state.backups.find(({ card }) => card.token === token);
    if (!found) throw bad(token);
    return found;
  }

  #change(act: () => void): void {
    act();
    this.keep(JSON.stringify(this.#state));
  }

  #moment(): string {
    const now = this.now();
    const local = new Date(now.getTime() - now.getTimezoneOffset() * 60_000);
    return `${local.toISOString().slice(0, 19)}+00:00`;
  }
}
