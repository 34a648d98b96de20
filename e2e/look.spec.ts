import type { Page } from '@playwright/test';
import { demo, openMachine, openPage, signIn } from './parts/demo.ts';
import { EACH_ONCE, lookAt, PAIRS } from './parts/look-at.ts';
import { allowErrors, test } from './parts/test.ts';

/** The pages, by the path of each; how it is opened where that is not all. */
const PAGES: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  'sign-in': async (page) => {
    await page.goto(`${demo().tenant}/sign-in`);
    await page.getByLabel('E-mail').waitFor();
  },
  fleet: signIn,
  machine: async (page) => {
    await openMachine(page, '5m');
    // On a phone it is below the screen, and made when it comes near.
    await page.getByTestId('percentiles').scrollIntoViewIfNeeded();
    await page.getByRole('table').first().waitFor();
  },
  compare: async (page) => {
    const name = encodeURIComponent(demo().machine);
    await openPage(page, `/compare?machine=${name}&range=5m&before=1m`);
    await page.getByTestId('compare-table').scrollIntoViewIfNeeded();
    await page.getByTestId('compare-table').getByRole('table').waitFor();
  },
  'compare-nothing': at('compare'),
  'fleet-heat': at('?view=heat'),
  live: at('live'),
  'add-machine': at('add-machine'),
  uploads: at('uploads'),
  reports: at('reports'),
  'reports/new': at('reports/new'),
  'reports/schedules': at('reports/schedules'),
  'shared/ended': at('shared/ended'),
  members: at('members'),
  'api-keys': at('api-keys'),
  audit: at('audit'),
  settings: at('settings'),
  account: at('account'),
  sessions: at('sessions'),
  forgot: at('forgot'),
  'reset/used-up': at('reset/used-up'),
  'api-docs': at('api-docs'),
  'not-found': async (page) => {
    allowErrors(/status of 404 .*not-found/);
    await at('not-found')(page);
  },
};

function at(path: string): (page: Page) => Promise<unknown> {
  return async (page) => {
    await openPage(page, `/${path}`);
    await page.getByRole('heading').first().waitFor();
  };
}

/** Between them they have all that frames a page; in each pair of theme and width barriers are sought here. */
const THOROUGH: ReadonlySet<string> = new Set(['sign-in', 'fleet', 'machine']);

for (const [name, open] of Object.entries(PAGES))
  test(`${name}: no barrier, nothing cut off, in both themes, wide and narrow`, async ({ page }) => {
    await open(page);
    await lookAt(page, name, { barriers: THOROUGH.has(name) ? PAIRS.length : EACH_ONCE });
  });
