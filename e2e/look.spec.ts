import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { demo, openMachine, signIn } from './parts/demo.ts';

const PAGES = [
  'apex',
  'sign-up',
  'sign-in',
  'fleet',
  'machine',
  'add-machine',
  'uploads',
  'collections',
  'reports',
  'members',
  'api-keys',
  'audit',
  'settings',
  'account',
  'sessions',
  'forgot',
  'reset/used-up',
  'api-docs',
  'not-found',
] as const;

async function open(page: Page, which: (typeof PAGES)[number]): Promise<void> {
  const { portal, tenant } = demo();
  if (which === 'apex' || which === 'sign-up') {
    await page.goto(which === 'apex' ? portal : `${portal}/${which}`);
    await page.getByRole('heading').first().waitFor();
  } else if (which === 'sign-in') {
    await page.goto(`${tenant}/sign-in`);
    await page.getByLabel('E-mail').waitFor();
  } else if (which === 'fleet') await signIn(page);
  else if (which === 'machine') {
    await openMachine(page, '5m');
    // On a phone it is below the screen, and made when it comes near.
    await page.getByTestId('percentiles').scrollIntoViewIfNeeded();
    await page.getByRole('table').first().waitFor();
  } else {
    await signIn(page);
    await page.goto(`${tenant}/${which}`);
    await page.getByRole('heading').first().waitFor();
  }
}

for (const theme of ['light', 'dark'] as const)
  for (const width of [1440, 390]) {
    test.describe(`${theme}, ${width} px`, () => {
      test.use({ colorScheme: theme, viewport: { width, height: 900 } });
      for (const which of PAGES)
        test(`${which}: no barrier, nothing cut off, no error`, async ({ page }) => {
          const errors: string[] = [];
          page.on('pageerror', (error) => errors.push(error.message));
          page.on('console', (said) => {
            const isTheStatus = which === 'not-found' && said.text().includes('404');
            if (said.type() === 'error' && !isTheStatus) errors.push(said.text());
          });
          await open(page, which);
          const { violations } = await new AxeBuilder({ page }).analyze();
          expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
          const overflow = await page.evaluate(
            () => document.documentElement.scrollWidth - window.innerWidth,
          );
          expect(overflow).toBeLessThanOrEqual(0);
          expect(errors).toEqual([]);
          await page.screenshot({
            path: `test-results/look/${which.replace('/', '-')}-${theme}-${width}.png`,
            fullPage: true,
          });
        });
    });
  }
