import type { CopyKind, ExportKind, PaperSize, Saved, Version } from '../backend/types';
import type { Place } from './journey.svelte';
import type { Policy } from './policy.svelte';

/** Copies outside of the store: the one that is being written, and where the last one went. */
export class Copies {
  /** The copy that was written last. */
  saved = $state.raw<Saved | null>(null);
  /** Where the person was then: elsewhere it is not spoken of. */
  savedOn = $state.raw<Place | null>(null);
  /** The copy that is being written, such as "pdf policy". */
  writing = $state<string | null>(null);

  constructor(private readonly policy: Policy) {}

  /** A copy of the draft as it is now, or of another document made from it. */
  exportFile(kind: ExportKind, document = 'policy'): Promise<void> {
    return this.save(`${kind} ${document}`, async () => {
      await this.policy.open.save();
      return this.policy.backend.exportFile(kind, document, this.policy.open.draft);
    });
  }

  /** The very file of an issue. */
  saveIssued(number: number, role: ExportKind): Promise<void> {
    const { id } = this.policy.open;
    if (id === null) return Promise.resolve();
    return this.save(`${role} policy`, () => this.policy.backend.saveIssued(id, number, role));
  }

  openIssued(number: number, role: ExportKind): Promise<void> {
    const { id } = this.policy.open;
    return this.policy.attempt(
      'open',
      () => id !== null && this.policy.backend.openIssued(id, number, role),
    );
  }

  /** Another copy of an issue, printed anew. */
  exportRevision(number: number, kind: CopyKind, paper: PaperSize | null): Promise<void> {
    const { id } = this.policy.open;
    if (id === null) return Promise.resolve();
    const write = () => this.policy.backend.exportRevision(id, number, kind, paper);
    return this.save(`${kind} ${paper ?? 'again'}`, write);
  }

  /** The sheet that tells clients what changed. */
  exportChanges(from: Version, to: Version, kind: ExportKind): Promise<void> {
    const { id } = this.policy.open;
    if (id === null) return Promise.resolve();
    const write = () => this.policy.backend.exportChanges(id, from, to, kind);
    return this.save(`${kind} changes`, write);
  }

  /** Does what writes a copy, one at a time, and remembers where it went. */
  async save(which: string, write: () => Promise<Saved | null>): Promise<void> {
    if (this.writing !== null) return;
    this.writing = which;
    await this.policy.attempt('export', async () => {
      const saved = await write();
      if (saved) [this.saved, this.savedOn] = [saved, this.policy.journey.place];
    });
    this.writing = null;
  }

  /** Another policy, or another issue: what was written is of the one before. */
  forget(): void {
    this.saved = null;
  }

  openSaved(): Promise<void> {
    return this.policy.attempt(
      'open',
      () => this.saved && this.policy.backend.openSaved(this.saved.token),
    );
  }

  showSaved(): Promise<void> {
    return this.policy.attempt(
      'open',
      () => this.saved && this.policy.backend.showSaved(this.saved.token),
    );
  }

  /** Saves one policy, or all of them, as a file for another computer. */
  exportPolicy(id: string | null): Promise<void> {
    return this.save('portable', async () => {
      await this.policy.open.save();
      return this.policy.backend.exportPortable(id);
    });
  }

  /** Saves the open policy as a file for another computer. */
  async saveCopy(): Promise<void> {
    const { id } = this.policy.open;
    await (id === null ? this.saveElsewhere() : this.exportPolicy(id));
  }

  saveElsewhere(): Promise<void> {
    return this.save('elsewhere', () => this.policy.open.saveElsewhere());
  }

  /** Opens in the system's program what there is on paper; false: nothing yet. */
  async openForPrint(): Promise<boolean> {
    const { standing } = this.policy;
    const { saved } = this;
    if (standing) {
      await this.openIssued(standing.number, 'pdf');
      return true;
    }
    if (!saved?.name.endsWith('.pdf')) return false;
    await this.openSaved();
    return true;
  }
}
