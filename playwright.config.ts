import { defineConfig } from '@playwright/test';

const executablePath = process.env.CHROMIUM_PATH;

export default defineConfig({
  testDir: 'e2e',
  // Each worker has a portal of its own (start-portals.ts); while one waits for a sample, the other one works.
  workers: 2,
  fullyParallel: false,
  timeout: 90_000,
  // As in vitest.config.ts; a test that needed it is listed as flaky.
  retries: process.env.CI ? 1 : 0,
  expect: {
    timeout: 15_000,
    // Letters may be drawn a little differently by another build of the browser; a button or a line may not be missing.
    toHaveScreenshot: { threshold: 0.12, maxDiffPixelRatio: 0.003 },
  },
  // A picture that is not there is a fault and not a new picture: `--update-snapshots` takes them.
  updateSnapshots: 'none',
  snapshotPathTemplate: '{testDir}/pictures/{arg}{ext}',
  reporter: [['list'], ['json']],
  outputDir: 'test-results/browser',
  globalSetup: './e2e/start-portals.ts',
  use: {
    // A trace doubles what the browser has to do.
    trace: process.env.CI ? 'on-first-retry' : 'retain-on-failure',
    viewport: { width: 1440, height: 1000 },
    launchOptions: {
      ...(executablePath && { executablePath }),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        // Pictures of pages are the same on every host.
        '--font-render-hinting=none',
        '--disable-lcd-text',
        '--force-color-profile=srgb',
      ],
    },
  },
});
