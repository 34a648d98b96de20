import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { demo, openMachine, openPage, signIn } from './parts/demo.ts';
import { allowErrors, expect, test } from './parts/test.ts';

const choose = async (page: Page, label: string, choice: string) => {
  const kept = page.waitForResponse((response) => response.url().includes('preferences.save'));
  await page.getByRole('combobox', { name: label }).selectOption(choice);
  expect((await kept).status()).toBe(200);
};

async function openAccount(page: Page): Promise<void> {
  await openPage(page, '/account');
  await page.getByTestId('preferences').waitFor();
}

test.use({ timezoneId: 'Europe/Berlin' });

// The demo's owner is shared with the other specs.
test.afterEach(async ({ page }) => {
  await openAccount(page);
  await choose(page, 'Theme', 'system');
  await choose(page, 'Times are of', 'browser');
  await choose(page, 'Bytes are counted in', 'binary');
  await choose(page, 'Network is measured in', 'bits');
  await choose(page, 'A machine shows first', '15m');
});

test('a theme is kept, is there before the page is drawn, and in another browser too', async ({
  page,
  browser,
}) => {
  await openAccount(page);
  const html = page.locator('html');
  await choose(page, 'Theme', 'dark');
  await expect(html).toHaveAttribute('data-theme', 'dark');
  const cookies = await page.context().cookies(demo().tenant);
  const other = await browser.newContext({ colorScheme: 'light' });
  // The session alone: another browser has nothing stored.
  await other.addCookies(cookies.filter(({ name }) => name !== 'zone'));
  const elsewhere = await other.newPage();
  await elsewhere.addInitScript(() => {
    const seen = new Set<string>();
    Object.assign(window, { seenThemes: seen });
    new MutationObserver(() => {
      if (document.body) seen.add(document.documentElement.dataset.theme ?? 'none');
    }).observe(document, { attributes: true, childList: true, subtree: true });
  });
  await elsewhere.goto(demo().tenant);
  await elsewhere.getByRole('heading', { name: 'Fleet' }).waitFor();
  const seen = await elsewhere.evaluate(() => [
    ...(window as unknown as { seenThemes: Set<string> }).seenThemes,
  ]);
  expect(seen).toEqual(['dark']);
  await other.close();
});

test('times are written in the chosen zone, by the server too', async ({ page }) => {
  await openMachine(page, '15m');
  await expect(page.getByTestId('zone')).toHaveText('Europe/Berlin');
  const clockOf = async () =>
    /(\d\d):\d\d/.exec((await page.getByTestId('shown-range').textContent()) ?? '')?.[1];
  const berlin = Number(await clockOf());
  // What the server writes, before any script: no other zone for a moment.
  const answer = await page.goto(page.url());
  const html = (await answer?.text()) ?? '';
  expect(html).toContain('Europe/Berlin');
  await page.getByRole('button', { name: 'Time zone and refresh' }).click();
  await choose(page, 'Times are of', 'utc');
  await expect(page.getByTestId('zone')).toHaveText('UTC');
  const utc = Number(await clockOf());
  expect([1, 2, 23]).toContain((berlin - utc + 24) % 24);
  await page.reload();
  await expect(page.getByTestId('zone')).toHaveText('UTC');
});

test('units and the first range are what was chosen', async ({ page }) => {
  await openAccount(page);
  await choose(page, 'Bytes are counted in', 'decimal');
  await choose(page, 'Network is measured in', 'bytes');
  await choose(page, 'A machine shows first', '1h');
  await page.goto(`${demo().tenant}/machines/${encodeURIComponent(demo().machine)}`);
  await expect(page.getByTestId('panel-memory')).toContainText(/[GM]B/);
  await expect(page.getByTestId('panel-memory')).not.toContainText('iB');
  await expect(page.getByTestId('panel-network')).toContainText(/B\/s/);
  await expect(page.getByRole('link', { name: '1h', exact: true })).toHaveAttribute('aria-current', 'true');
});

test('a choice that cannot be kept is taken back and told', async ({ page }) => {
  allowErrors(/net::ERR_FAILED .*preferences\.save/);
  await openAccount(page);
  await page.route('**/preferences.save*', (route) => route.abort());
  await page.getByRole('combobox', { name: 'Theme' }).selectOption('dark');
  await expect(page.getByTestId('preferences').getByRole('status')).toContainText('could not be kept');
  await expect(page.getByRole('combobox', { name: 'Theme' })).toHaveValue('system');
  await page.unroute('**/preferences.save*');
});

test('the palette finds machines, pages and actions by keyboard', async ({ page }) => {
  await signIn(page);
  // Pressed before any script of the page is there, the keys are not lost.
  let letGo = () => {};
  const pressed = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route('**/_next/static/**/*.js', async (route) => {
    await pressed;
    await route.continue();
  });
  await page.reload({ waitUntil: 'commit' });
  await page.getByRole('heading', { name: 'Fleet' }).waitFor();
  await page.keyboard.press('Control+k');
  letGo();
  const field = page.getByRole('combobox', { name: 'Search machines, pages and actions' });
  await expect(field).toBeFocused();
  const options = page.getByRole('dialog').getByRole('option');
  await expect(options.first()).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  await field.fill(demo().machine);
  await expect(options.first()).toContainText(demo().machine);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/machines/${encodeURIComponent(demo().machine)}`));

  await page.getByRole('button', { name: 'Search Ctrl K' }).click();
  await field.fill('zzzzqq');
  await expect(page.getByText('Nothing here is called that.')).toBeVisible();
  await field.fill('dark theme');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.keyboard.press('Control+k');
  await expect(field).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(field).toHaveCount(0);
});
