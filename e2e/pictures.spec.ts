import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { readRecording } from '../bench/store/read-recording.ts';
import { call } from './parts/call.ts';
import { fillFleet } from './parts/fill-fleet.ts';
import { makePortal, type OwnPortal, runTenant } from './parts/make-portal.ts';
import { databaseUrl } from './parts/second-portal.ts';
import { storeFile } from './parts/store-file.ts';
import { expect, test } from './parts/test.ts';

// The pages as they were when somebody last looked at them and found them right, in e2e/pictures. What cannot be the
// same each time, such as when a file was sent, is covered. CONTRIBUTING.md says how they are taken anew.

const SLUG = `pictures-${process.pid}`;
/** 25 minutes of a host of 2 CPUs, moved to this day. */
const START = Date.UTC(2026, 0, 14, 9);
const NOW = START + 3_600_000;
const MACHINE = 'db-prod-01';
const OTHERS = 13;
const PHONE = { width: 390, height: 844 };

const minutes = (from: number, to: number) =>
  [from, to].map((minute) => new Date(START + minute * 60_000).toISOString().replace('.000Z', 'Z'));
const [from, to] = minutes(0, 26);
const [from2, to2] = minutes(14, 24);
const range = `from=${from}&to=${to}`;

interface Picture {
  path: string;
  /** What is there once the page is complete. */
  ready: (page: Page) => Promise<unknown>;
  /** What is different each time. */
  covered?: (page: Page) => ReturnType<Page['locator']>[];
  window?: { width: number; height: number };
}

const drawn = async (page: Page, ...charts: string[]) => {
  for (const chart of charts)
    await expect(page.getByTestId(`chart-${chart}`)).toHaveAttribute('data-points', /^[1-9]/);
};
/** All cells of a column of a table, from 0. */
const column = (page: Page, table: string, index: number) =>
  page.getByRole('region', { name: table }).locator(`tbody td:nth-child(${index + 1})`);

const OVERVIEW: Picture = {
  path: `/machines/${MACHINE}?${range}`,
  ready: async (page) => {
    await drawn(page, 'cpu', 'memory', 'disk', 'network');
    await page.getByText('The CPUs are saturated.', { exact: true }).waitFor();
  },
};

const PICTURES: Readonly<Record<string, Picture>> = {
  fleet: {
    path: '/',
    ready: (page) => page.getByTestId('fleet-box').getByRole('link', { name: 'node-0013' }).waitFor(),
  },
  overview: OVERVIEW,
  'overview-phone': { ...OVERVIEW, window: PHONE },
  cpu: {
    path: `/machines/${MACHINE}?${range}&tab=cpu`,
    ready: async (page) => {
      await drawn(page, 'core-heat', 'tasks');
    },
  },
  machine: {
    path: `/machines/${MACHINE}?tab=settings`,
    ready: (page) => page.getByRole('button', { name: 'Save' }).waitFor(),
  },
  compare: {
    path: `/compare?machine=${MACHINE}&from=${from}&to=${minutes(0, 10)[1]}&from2=${from2}&to2=${to2}`,
    ready: (page) => page.getByTestId('compare-table').waitFor(),
  },
  uploads: {
    path: '/uploads',
    ready: (page) => page.getByText('host.json.gz').first().waitFor(),
    covered: (page) => [column(page, 'History', 6)],
  },
  collections: {
    path: '/collections',
    ready: (page) => page.getByRole('heading', { name: 'Collections' }).waitFor(),
  },
};

test.use({
  viewport: { width: 1440, height: 900 },
  locale: 'en-GB',
  timezoneId: 'UTC',
  reducedMotion: 'reduce',
});

let portal: OwnPortal;
test.beforeAll(async () => {
  portal = await makePortal(SLUG, 'Northwind');
  runTenant('settings', SLUG, '--accepted-age-days', '3650', '--raw-days', '0');
  await fillFleet(databaseUrl(), SLUG, OTHERS, (machine) => (machine * 37) % 97);
  const { email, password } = portal;
  const signedIn = await call(`${portal.url}/api/v1/auth/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  const records = readRecording().flat();
  const shift = START / 1000 - (records[0]?.timestamp ?? 0);
  const lines = records.map((record) => JSON.stringify({ ...record, timestamp: record.timestamp + shift }));
  await storeFile(portal.url, String(signedIn.json().access), {
    machine: MACHINE,
    facts: { tags: { tier: 'db' }, cloud_provider: 'azure' },
    name: 'host.json.gz',
    content: gzipSync(lines.join('\n')),
  });
});
test.afterAll(() => portal.remove());

/** What is still to come, of what would be seen. */
const coming = (page: Page) =>
  page.evaluate(
    () =>
      [...document.querySelectorAll('.skeleton')].filter(
        (element) => element.getBoundingClientRect().top < window.innerHeight,
      ).length,
  );

async function picture(page: Page, name: string, covered: Picture['covered'] = () => []): Promise<void> {
  await expect.poll(() => coming(page)).toBe(0);
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await expect(page).toHaveScreenshot(`${name}-${theme}.png`, {
      mask: covered(page),
      maskColor: '#8a94a6',
    });
  }
}

test('sign-in', async ({ page }) => {
  await page.goto(`${portal.url}/sign-in`);
  await page.getByLabel('E-mail').waitFor();
  await picture(page, 'sign-in');
});

test('first visit', async ({ page }) => {
  const empty = await makePortal(`${SLUG}-empty`, 'Northwind');
  await empty.open(page);
  await page.getByRole('link', { name: 'Drop a file' }).waitFor();
  await picture(page, 'first-visit');
  // It would ask on, and be told that it is gone.
  await page.close();
  empty.remove();
});

for (const [name, { path, ready, covered, window }] of Object.entries(PICTURES))
  test(name, async ({ page }) => {
    if (window) await page.setViewportSize(window);
    await page.clock.setFixedTime(NOW);
    await portal.open(page, path);
    await ready(page);
    await picture(page, name, covered);
  });
