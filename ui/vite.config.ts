import { fileURLToPath } from 'node:url';

import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

import { engine } from './dev/engine.mjs';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig(({ command, mode }) => {
  // Only the product speaks to Tauri; the development server and the browser tests speak to the
  // command-line program through dev/engine.mjs.
  const real = command === 'build' && mode !== 'fake';
  return {
    plugins: [svelte(), engine()],
    resolve: {
      alias: {
        '#backend': here(real ? 'src/backend/tauri.ts' : 'src/backend/fake.ts'),
        '@faces': here('../templates/fonts/web'), // The faces of the paper are those of the window.
      },
      ...(process.env.VITEST ? { conditions: ['browser'] } : {}),
    },
    build: {
      target: ['safari18', 'chrome125'], // light-dark() as it is, or white paper turns dark.
      outDir: real ? 'dist' : 'test-results/window',
      emptyOutDir: true,
      assetsInlineLimit: 0, // The window's policy refuses data: fonts.
      modulePreload: { polyfill: false },
    },
    server: { port: 5173, fs: { allow: ['..'] } },
    test: {
      environment: 'happy-dom',
      include: ['test/**/*.test.ts'],
      setupFiles: ['test/setup.ts'],
      css: false,
    },
  };
});
