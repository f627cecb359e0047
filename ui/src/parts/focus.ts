import type { Target } from '../state/journey.svelte';

const CONTROLS = 'input:not(:disabled), textarea, select, button:not(:disabled)';

/** Puts the focus where the person was led. */
export function reach(target: Target): void {
  const pane = document.querySelector<HTMLElement>('main');
  if (target.on === 'question') {
    const question = document.getElementById(`q-${target.question}`);
    const control =
      question?.querySelector<HTMLElement>('input:checked') ??
      question?.querySelector<HTMLElement>(CONTROLS);
    if (question && control) {
      unfold(question);
      question.scrollIntoView({ block: 'start' });
      control.focus({ preventScroll: true });
      return;
    }
  }
  if (target.on === 'element') {
    const element = document.getElementById(target.id);
    if (element) {
      element.scrollIntoView({ block: 'nearest' });
      (element.querySelector<HTMLElement>(CONTROLS) ?? element).focus();
      return;
    }
  }
  if (target.on === 'finding') {
    if (reachFinding(target.key, '#findings') || reachFinding(target.key, 'main')) return;
  }
  pane?.scrollTo({ top: 0 });
  scrollTo({ top: 0 });
  pane?.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
}

/** Puts the focus on a finding; says whether it stands there. */
export function reachFinding(key: string, within: '#findings' | 'main'): boolean {
  const finding = document.querySelector<HTMLElement>(
    `${within} [data-finding="${CSS.escape(key)}"]`,
  );
  if (!finding) return false;
  unfold(finding);
  finding.scrollIntoView({ block: 'center' });
  finding.focus({ preventScroll: true });
  return true;
}

/** Opens what an element is folded away in. */
function unfold(element: HTMLElement): void {
  for (
    let fold = element.closest('details');
    fold;
    fold = fold.parentElement?.closest('details') ?? null
  ) {
    fold.open = true;
  }
}

/** Goes round the parts of the window: steps, questions, preview. */
export function cyclePanes(way: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter(
    (pane) => pane.offsetParent !== null,
  );
  const at = panes.findIndex((pane) => pane.contains(document.activeElement));
  const next = panes[(at + way + panes.length) % panes.length];
  if (!next) return;
  const inside = next.dataset.pane;
  if (inside === 'desk') {
    const page = next.querySelector('.page')?.shadowRoot;
    (page?.querySelector<HTMLElement>('[tabindex="0"]') ?? next).focus();
  } else if (inside === 'rail') {
    (next.querySelector<HTMLElement>('[aria-current]') ?? next).focus();
  } else {
    const known = next.querySelector<HTMLElement>('h1');
    (next.querySelector<HTMLElement>(CONTROLS) ?? known)?.focus();
  }
}

export function isTextField(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement) return true;
  return (
    target instanceof HTMLInputElement && !['radio', 'checkbox', 'button'].includes(target.type)
  );
}
