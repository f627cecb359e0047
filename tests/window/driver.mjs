// A small WebDriver client for WebKitWebDriver, which starts the app itself. Every call has a time
// limit: without one, a window that never comes would hang the test for ever.

import { spawn } from 'node:child_process';
import { readdir, readlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const CALL_MS = 20_000;
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

/** Where strace writes down what the app and all its processes ask of the network, if it is to. */
const TRACES = process.env.PLAIN_POLICY_TRACES;

/** Starts the driver and, through it, the app with these variables added to its environment. */
export async function open(app, variables) {
  const port = await freePort();
  const binary = TRACES ? await traced(app) : app;
  const driver = spawn('WebKitWebDriver', [`--port=${port}`], {
    env: { ...process.env, ...variables, TAURI_WEBVIEW_AUTOMATION: 'true' },
    // Its own ends: whoever is left alive must not keep this process waiting for them.
    stdio: 'ignore',
  });
  const base = `http://127.0.0.1:${port}`;
  try {
    await until('the driver', () => call(base, 'GET', '/status').then((status) => status.ready));
    const session = await call(base, 'POST', '/session', {
      capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': { binary, args: [] } } },
    });
    return new Window(`${base}/session/${session.sessionId}`, driver, app);
  } catch (error) {
    driver.kill();
    throw error;
  }
}

/** A program that starts the app under strace. */
async function traced(app) {
  const path = join(TRACES, 'start');
  const calls = 'trace=socket,connect,bind,listen,sendto,sendmsg,sendmmsg';
  const command = `exec strace -f -qq -e ${calls} -o '${TRACES}/'$$.trace '${app}' "$@"`;
  await writeFile(path, `#!/bin/sh\n${command}\n`, { mode: 0o755 });
  return path;
}

/** The open window. */
class Window {
  #session;
  #driver;
  #app;

  constructor(session, driver, app) {
    this.#session = session;
    this.#driver = driver;
    this.#app = app;
  }

  /** Runs `function_` in the page with these arguments and returns what it returns. */
  run(function_, ...args) {
    return this.#call('POST', '/execute/sync', {
      script: `return (${function_})(...arguments)`,
      args,
    });
  }

  /** The same for a function that takes its time. */
  runAsync(function_, ...args) {
    const script = `const args = [...arguments], done = args.pop();
      (${function_})(...args).then((value) => done({ value }), (error) => done({ error: String(error) }))`;
    return this.#call('POST', '/execute/async', { script, args }).then(({ value, error }) => {
      if (error) throw new Error(error);
      return value;
    });
  }

  /** Waits until `function_`, run in the page, returns something. */
  until(what, function_, ...args) {
    return until(what, () => this.run(function_, ...args));
  }

  /** Waits for a visible element whose name, as a screen reader says it, contains these words. */
  async named(selector, words) {
    const found = await this.until(`${selector} "${words}"`, findNamed, selector, words);
    return found[ELEMENT];
  }

  async click(selector, words) {
    const element = await this.named(selector, words);
    await this.#call('POST', `/element/${element}/click`, {});
  }

  /** Types as a person does, key by key. */
  async type(selector, words, text) {
    const element = await this.named(selector, words);
    await this.#call('POST', `/element/${element}/value`, { text });
  }

  /** Presses a key, with Control unless told otherwise, as the page hears it. */
  press(key, control = true) {
    return this.run(
      (key, ctrlKey) =>
        void document.dispatchEvent(
          new KeyboardEvent('keydown', { key, ctrlKey, bubbles: true, cancelable: true }),
        ),
      key,
      control,
    );
  }

  /** The window as PNG. The driver's picture is a frame late, hence the pause. */
  async screenshot() {
    await pause(300);
    return Buffer.from(await this.#call('GET', '/screenshot'), 'base64');
  }

  /** Closes the window and ends the driver. */
  async close() {
    try {
      await this.#call('DELETE', '');
    } finally {
      this.#driver.kill();
      await end(this.#app);
    }
  }

  #call(method, path, body) {
    return call(this.#session, method, path, body);
  }
}

/** A driver that is killed in a busy moment leaves its program behind; so no test begins without this. */
export async function end(app) {
  await pause(500);
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    if ((await readlink(`/proc/${pid}/exe`).catch(() => '')) === app) {
      process.kill(Number(pid), 'SIGKILL');
    }
  }
}

async function call(base, method, path, body) {
  const response = await fetch(base + path, {
    method,
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(CALL_MS),
  });
  const { value } = await response.json();
  if (!response.ok) throw new Error(`${method} ${path}: ${value?.message ?? response.status}`);
  return value;
}

/** Asks again and again until the answer is not empty. */
export async function until(what, ask, limit = CALL_MS) {
  const end = Date.now() + limit;
  let last;
  while (Date.now() < end) {
    try {
      const answer = await ask();
      if (answer) return answer;
    } catch (error) {
      last = error;
    }
    await pause(50);
  }
  throw new Error(`Waited ${limit / 1000} s for ${what}.`, { cause: last });
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

// Runs in the page.
function findNamed(selector, words) {
  const text = (node) => (node?.textContent ?? '').replace(/\s+/g, ' ').trim();
  const name = (element) =>
    element.getAttribute('aria-label') ??
    ([...(element.labels ?? [])].map(text).join(' ') || text(element));
  return [...document.querySelectorAll(selector)].find(
    (element) => element.getClientRects().length > 0 && name(element).includes(words),
  );
}
