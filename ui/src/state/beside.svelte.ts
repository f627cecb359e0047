/** What stands beside the questions: the paper, or in its place what there is to look at. */
export class Beside {
  shown = $state<'paper' | 'findings'>('paper');
  /** The clause whose block of the paper gets the focus next. */
  block = $state<string | null>(null);

  findings(): void {
    this.shown = 'findings';
  }

  paper(): void {
    this.shown = 'paper';
  }

  /** Shows the paper, and on it the first block of a clause. */
  clause(clause: string): void {
    this.shown = 'paper';
    this.block = clause;
  }
}
