/** How large the paper may be shown; 1 is as it is. */
const ZOOMS = [0.67, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2];

/** What stands beside the questions: the paper, or in its place what there is to look at. */
export class Beside {
  shown = $state<'paper' | 'findings' | 'found'>('paper');
  /** The paper as running text, or page by page as it is printed. */
  view = $state<'reading' | 'pages'>('reading');
  zoom = $state(1);
  /** The clause whose block of the paper gets the focus next. */
  block = $state<string | null>(null);

  findings(): void {
    this.shown = 'findings';
  }

  /** The field that finds words in questions and policy. */
  find(): void {
    this.shown = 'found';
  }

  paper(view = this.view): void {
    this.shown = 'paper';
    this.view = view;
  }

  /** Shows the paper, and on it the first block of a clause. */
  clause(clause: string): void {
    this.paper('reading');
    this.block = clause;
  }

  /** The next size up or down; 0: as it is. */
  resize(way: 1 | -1 | 0): void {
    const at = ZOOMS.indexOf(this.zoom) + way;
    this.zoom = way === 0 ? 1 : (ZOOMS[at] ?? this.zoom);
  }
}
