import type { Policy } from '../state/policy.svelte';
import { text } from '../text/text';

export type Act =
  | 'start'
  | 'new'
  | 'open'
  | 'save'
  | 'copy'
  | 'undo'
  | 'redo'
  | 'check'
  | 'findings'
  | 'find'
  | 'reading'
  | 'pages'
  | 'larger'
  | 'smaller'
  | 'same'
  | 'issue'
  | 'finish'
  | 'print'
  | 'history'
  | 'files'
  | 'keys'
  | 'menu';

/** What a menu entry or its key does. */
export function actOn(policy: Policy, act: Act): void {
  ACTS[act](policy);
}

const ACTS: Record<Act, (policy: Policy) => void> = {
  start: ({ journey }) => journey.start(),
  new: ({ journey }) => journey.beginNew(),
  open: (policy) => void policy.planImport(),
  save: (policy) => void save(policy),
  copy: (policy) => void policy.copies.saveCopy(),
  undo: (policy) => void travel(policy, 'undo'),
  redo: (policy) => void travel(policy, 'redo'),
  check: ({ journey }) => journey.check(),
  findings: (policy) => policy.nextFinding(1, undefined),
  find: (policy) => policy.find(),
  reading: (policy) => view(policy, 'reading'),
  pages: (policy) => view(policy, 'pages'),
  larger: (policy) => resize(policy, 1),
  smaller: (policy) => resize(policy, -1),
  same: (policy) => resize(policy, 0),
  issue: ({ journey }) => journey.issue(),
  finish: ({ journey }) => journey.finish(),
  print: (policy) => void print(policy),
  history: ({ journey }) => journey.history(),
  files: ({ journey }) => journey.files(),
  keys: () => document.querySelector<HTMLDialogElement>('#keys')?.showModal(),
  menu: () => {
    const buttons = document.querySelectorAll<HTMLElement>('[data-menu]');
    [...buttons].find((button) => button.offsetParent)?.click();
  },
};

function view({ beside, journey }: Policy, view: 'reading' | 'pages') {
  beside.paper(view);
  journey.previewing = true;
}

function resize(policy: Policy, way: 1 | -1 | 0) {
  policy.beside.resize(way);
  policy.spoken = text.pages.zoomed(Math.round(policy.beside.zoom * 100));
}

async function save(policy: Policy) {
  if (await policy.open.save()) policy.spoken = text.bar.saved;
}

async function travel(policy: Policy, way: 'undo' | 'redo') {
  const travelled = await policy.travel(way);
  if (!travelled) return;
  const labels = travelled.questions.map((id) => policy.catalogue.label(id)).slice(0, 2);
  const what = text.stepDone[travelled.label] ?? (labels.join(', ') || text.stepDone.own);
  policy.spoken = (way === 'undo' ? text.bar.undone : text.bar.redone)(what ?? '');
}

/** The system prints; the window opens what there is to print. */
async function print(policy: Policy) {
  if (await policy.copies.openForPrint()) return;
  policy.journey.finish();
  policy.spoken = text.finish.printFirst;
}

const DIM = 'plain-policy-dim-paper';

/** White paper is bright in a dark room; this window remembers who wants it dimmed. */
export function dimmed(): boolean {
  return localStorage.getItem(DIM) === 'yes';
}

export function setDimmed(dim: boolean): void {
  localStorage.setItem(DIM, dim ? 'yes' : 'no');
  document.documentElement.toggleAttribute('data-dim', dim);
}
