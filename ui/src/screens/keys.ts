import { actOn } from '../parts/acts';
import { cyclePanes, isTextField } from '../parts/focus';
import type { Policy } from '../state/policy.svelte';
import { mac } from '../text/text';

/** The window's keys. What a browser would do with some of them (reload, print) never happens. */
export function onKey(policy: Policy, event: KeyboardEvent): void {
  if (act(policy, event)) event.preventDefault();
}

function act(policy: Policy, event: KeyboardEvent): boolean {
  const { journey } = policy;
  const command = mac ? event.metaKey : event.ctrlKey;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;

  if (key === 'F5') return true;
  if (command && (key === 'r' || key === 'g')) return true;
  if (policy.stopped || document.querySelector('dialog[open]')) return command && key === 'p';

  if (key === 'F6') return done(() => cyclePanes(event.shiftKey ? -1 : 1));
  if (key === 'F10' && !event.shiftKey) return done(() => actOn(policy, 'menu'));
  if (command && key === '?') return done(() => actOn(policy, 'keys'));
  if (command && key === 'n') return done(() => actOn(policy, 'new'));
  if (command && key === 'o') return done(() => actOn(policy, 'open'));
  if (command && key === 's') {
    return done(() => actOn(policy, event.shiftKey ? 'copy' : 'save'));
  }
  if (journey.place.at === 'start' || journey.place.at === 'old') {
    // The browser would print the window, or show its own history.
    return command && (key === 'p' || key === 'h' || key === 'f');
  }

  if (command && key === 'p') return done(() => actOn(policy, 'print'));
  if (command && key === (mac ? 'y' : 'h')) return done(() => actOn(policy, 'history'));
  if (command && key === 'f') return done(() => actOn(policy, 'find'));
  const size = ({ '+': 'larger', '=': 'larger', '-': 'smaller', '0': 'same' } as const)[key];
  if (command && size && document.activeElement?.closest('.pane.is-desk')) {
    return done(() => actOn(policy, size));
  }
  if (command && key === 'Enter') return done(goOn);
  if (command && key === 'e') return done(() => journey.finish());
  if (command && event.shiftKey && key === 'v') {
    return done(() => (journey.previewing = !journey.previewing));
  }
  if (command && !event.altKey && /^[1-9]$/.test(key)) return done(() => journey.nth(Number(key)));
  if (event.altKey && !command && !(mac && isTextField(event.target))) {
    if (key === 'ArrowLeft') return done(() => journey.back());
    if (key === 'ArrowRight') return done(() => journey.next());
  }
  if (key === 'F8') return done(() => nextFinding(policy, event.shiftKey ? -1 : 1));
  if (command && !isTextField(event.target)) {
    if (key === 'z') return done(() => actOn(policy, event.shiftKey ? 'redo' : 'undo'));
    if (key === 'y' && !mac) return done(() => actOn(policy, 'redo'));
  }
  return false;
}

function done(act: () => void): true {
  act();
  return true;
}

/** Continue, as its button would. */
function goOn() {
  const form = document.querySelector<HTMLFormElement>('form#answers, form#issue-form');
  if (form) form.requestSubmit();
}

function nextFinding(policy: Policy, way: 1 | -1) {
  const here = document.activeElement?.closest<HTMLElement>('#findings [data-finding]');
  policy.nextFinding(way, here?.dataset.finding);
}
