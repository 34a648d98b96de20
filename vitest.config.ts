import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

// On shared CI machines a pause of seconds can hit any process: there, a test fails when it fails twice.
const retry = process.env.CI ? 1 : 0;

export default defineConfig({
  test: {
    // Two cores: more workers only wait for each other.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Programs that tests start are compiled once: half of the CPU that each takes to begin.
    env: { NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules/.cache/node') },
    projects: [
      {
        test: {
          name: 'unit',
          retry,
          include: ['{agent,app,bench,deploy,scripts,e2e}/**/*.test.{ts,tsx}', '*.test.ts'],
          exclude: ['**/node_modules/**', 'app/{api,v1,metrics}/**'],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'server',
          retry,
          // Route handlers are tested on a database, like the verbs they call.
          include: ['{server,app/api,app/v1,app/metrics}/**/*.test.{ts,tsx}'],
          globalSetup: ['server/testing/cluster.ts'],
          setupFiles: ['server/testing/database.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
