// Starts the built window (with the fake backend and the real program behind it) and a browser.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { chromium } from 'playwright-core';
import { build, preview } from 'vite';

const root = fileURLToPath(new URL('../', import.meta.url));

/** Builds once, serves under the window's strict policy; `close` ends it. */
export async function served() {
  await build({ root, mode: 'fake', logLevel: 'warn' });
  const server = await preview({
    root,
    mode: 'fake',
    logLevel: 'warn',
    build: { outDir: 'test-results/window' },
    preview: { port: 0, host: '127.0.0.1' },
  });
  const { port } = server.httpServer.address();
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}

export function browser() {
  const installed = process.env.CHROMIUM ?? '/usr/bin/chromium';
  if (!existsSync(installed)) throw new Error('No Chromium; name one in CHROMIUM.');
  return chromium.launch({ executablePath: installed, args: ['--no-sandbox'] });
}
