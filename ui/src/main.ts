import { mount } from 'svelte';

import { backend } from '#backend';

import App from './App.svelte';
import { failureOf } from './backend/backend';
import { Policy } from './state/policy.svelte';
import './styles/styles.css';
import { text } from './text/text';

async function open() {
  mount(App, { target: document.body, props: { policy: await Policy.load(backend) } });
}

/** Without the catalogue there is nothing to show but the reason. */
function showFailure(thrown: unknown) {
  const { message, detail } = failureOf(thrown);
  const main = document.createElement('main');
  main.className = 'no-start';
  for (const [tag, words] of [
    ['h1', text.trouble.start],
    ['p', message],
    ['pre', detail],
  ] as const) {
    const element = document.createElement(tag);
    element.textContent = words;
    if (words) main.append(element);
  }
  document.body.replaceChildren(main);
}

open().catch(showFailure);
