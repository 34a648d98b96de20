import type { Page } from '@playwright/test';
import { demo, openMachine, openPage, signIn } from './parts/demo.ts';
import { allowErrors, expect, test } from './parts/test.ts';

const last = async (page: Page, chart = 'chart-cpu') =>
  Number(await page.getByTestId(chart).getAttribute('data-last'));

test('the fleet shows this host online', async ({ page }) => {
  const { machine } = await signIn(page);
  const row = page.getByRole('row').filter({ hasText: machine });
  await expect(row).toContainText('online');
  await row.getByRole('link', { name: machine }).click();
  await expect(page.getByRole('heading', { name: machine })).toBeVisible();
});

test('every chart gets new points without a reload, in two browsers', async ({ page, browser }) => {
  await openMachine(page, '5m');
  const second = await (await browser.newContext()).newPage();
  await openMachine(second, '5m');
  let loads = 0;
  for (const window of [page, second]) window.on('load', () => loads++);
  const charts = ['chart-cpu', 'chart-memory', 'chart-disk', 'chart-network'];
  await Promise.all(
    [page, second]
      .flatMap((window) => charts.map((chart) => ({ window, chart })))
      .map(async ({ window, chart }) => {
        const before = await last(window, chart);
        expect(before).toBeGreaterThan(Date.now() - 60_000);
        await expect.poll(() => last(window, chart), { timeout: 20_000 }).toBeGreaterThan(before + 2000);
      }),
  );
  expect(loads).toBe(0);
  await second.context().close();
});

test('a lost connection is taken up again where it was', async ({ page, context }) => {
  allowErrors(/net::ERR_INTERNET_DISCONNECTED/);
  await openMachine(page, '5m');
  const before = await last(page);
  await context.setOffline(true);
  await page.waitForTimeout(4000);
  await context.setOffline(false);
  await expect.poll(() => last(page), { timeout: 30_000 }).toBeGreaterThan(before + 6000);
});

test('a range is part of the address', async ({ page }) => {
  await openMachine(page, '5m');
  await page
    .getByRole('link', { name: '1h', exact: true })
    .or(page.getByRole('button', { name: '1h', exact: true }))
    .or(page.getByRole('radio', { name: '1h', exact: true }))
    .first()
    .click();
  await expect(page).toHaveURL(/range=1h/);
  await page.reload();
  await expect(page).toHaveURL(/range=1h/);
  await expect(page.getByTestId('chart-cpu')).toBeVisible();
});

test('when the session is ended elsewhere, an open page leads to the sign-in by itself', async ({
  page,
  context,
}) => {
  allowErrors(/status of 401 .*\/api\//);
  const { tenant } = await openMachine(page, '5m');
  const other = await context.newPage();
  await other.goto(tenant);
  await other.getByRole('button', { name: /Demo owner|account/i }).click();
  await other.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(other).toHaveURL(/\/sign-in/);
  await expect(page).toHaveURL(/\/sign-in/, { timeout: 40_000 });
});

test('the live page draws every machine that delivers, stands and goes on, and catches up', async ({
  page,
  context,
}) => {
  allowErrors(/net::ERR_INTERNET_DISCONNECTED/);
  await openPage(page, '/live');
  const card = page.getByTestId('live-card').filter({ hasText: demo().machine });
  const newest = async () => Number(await card.getByTestId('live-cpu').getAttribute('data-last'));
  const points = async () => Number(await card.getByTestId('live-cpu').getAttribute('data-points'));
  await expect.poll(newest, { timeout: 20_000 }).toBeGreaterThan(Date.now() - 60_000);
  const before = await newest();
  await expect.poll(newest, { timeout: 20_000 }).toBeGreaterThan(before + 2000);

  await page.getByRole('button', { name: 'Pause' }).click();
  const stood = await newest();
  await page.waitForTimeout(4000);
  expect(await newest()).toBe(stood);
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect.poll(newest).toBeGreaterThan(stood);

  await page.getByRole('button', { name: 'Network' }).click();
  await expect(page).toHaveURL(/metrics=cpu,memory,network/);
  await expect(card.getByTestId('live-network')).toBeVisible();

  const known = await points();
  const lost = await newest();
  await context.setOffline(true);
  await page.waitForTimeout(9000);
  await context.setOffline(false);
  await expect.poll(newest, { timeout: 30_000 }).toBeGreaterThan(lost + 11_000);
  // What came while it was away is there as well; five minutes are 300 points.
  expect(await points()).toBeGreaterThanOrEqual(Math.min(known + 9, 296));
});
