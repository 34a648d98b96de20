import type { Page } from '@playwright/test';
import { fillFleet } from './parts/fill-fleet.ts';
import { lookAt } from './parts/look-at.ts';
import { makePortal, type OwnPortal } from './parts/make-portal.ts';
import { databaseUrl } from './parts/second-portal.ts';
import { expect, test } from './parts/test.ts';

const MACHINES = 200;
const SLUG = `fleet-${process.pid}`;

test.describe.configure({ mode: 'serial' });

let portal: OwnPortal;
test.beforeAll(async () => {
  portal = await makePortal(SLUG, 'Fleet');
});
test.afterAll(() => portal.remove());

const names = (page: Page) => page.getByTestId('fleet-box').getByRole('link').allTextContents();

test('the first visit leads to a machine or a file, and nowhere else', async ({ page }) => {
  await portal.open(page);
  const ways = page.getByRole('main').getByRole('link');
  await expect(ways).toHaveText(['Add a machine', 'Drop a file']);
  await portal.open(page, '/live');
  await expect(page.getByText('No machine delivers at present')).toBeVisible();
});

test('the only machine is chosen where one is asked for', async ({ page }) => {
  await portal.open(page);
  /** Asked by who is signed in here; the status of the answer. */
  const ask = (method: string, path: string, body?: string) =>
    page.evaluate(async ([path, init]) => (await fetch(path, init)).status, [
      `/api/v1/machines/${path}`,
      { method, headers: { 'content-type': 'application/json' }, ...(body && { body }) },
    ] as const);
  expect(await ask('POST', 'register', '{"machine_id":"only"}')).toBe(201);
  await portal.open(page, '/reports/new');
  await expect(page.getByRole('checkbox', { name: 'only' })).toBeChecked();
  await portal.open(page, '/compare');
  await page.getByRole('button', { name: 'A day earlier' }).click();
  await expect(page).toHaveURL(/machine=only.*before=24h/);
  expect(await ask('DELETE', 'only?confirm=only')).toBeLessThan(300);
});

test('many machines: sorted, searched, grouped and scrolled, all of it in the address', async ({ page }) => {
  await fillFleet(databaseUrl(), SLUG, MACHINES);
  await portal.open(page);
  await expect(page.getByText(`${MACHINES} machines`)).toBeVisible();
  await expect(page.getByText('of 200', { exact: true })).toBeVisible();
  await expect(page.getByText('20 offline')).toBeVisible();

  await page.getByRole('button', { name: 'CPU p95' }).click();
  await expect(page).toHaveURL(/sort=-cpuP95/);
  await expect.poll(async () => (await names(page))[0]).toBe('node-0079');
  await page.getByRole('button', { name: 'CPU p95' }).click();
  await expect.poll(async () => (await names(page))[0]).toBe('node-0080');

  // Only what is in sight is there, and the last can be reached.
  const box = page.getByTestId('fleet-box');
  expect(await box.getByRole('row').count()).toBeLessThan(80);
  await expect(box.getByRole('table')).toHaveAttribute('aria-rowcount', String(MACHINES + 2));
  await box.evaluate((element) => element.scrollTo(0, element.scrollHeight));
  const last = box.getByRole('link', { name: 'node-0079' });
  await last.scrollIntoViewIfNeeded();
  await expect(last).toBeInViewport();

  await page.getByLabel('Find machines').fill('node-0042');
  await expect(page.getByText('1 of 200')).toBeVisible();
  await page.reload();
  await expect(page.getByText('1 of 200')).toBeVisible();
  await page.getByLabel('Find machines').fill('nothing like it');
  await page.getByRole('button', { name: 'Show all 200' }).click();

  await page.getByLabel('Tag', { exact: true }).selectOption('tier=db');
  await expect(page.getByText('67 of 200')).toBeVisible();
  await page.getByLabel('Tag', { exact: true }).selectOption('');
  await page.getByLabel('Group by').selectOption('tag:tier');
  await page.getByRole('button', { name: /^batch/ }).click();
  await expect(page).toHaveURL(/group=tag%3Atier.*folded=batch/);
  await expect(page.getByRole('button', { name: /^batch/ })).toHaveAttribute('aria-expanded', 'false');
  await lookAt(page, 'fleet-200');
});

test('the heat map is painted, and led by keys to a machine at a moment', async ({ page }) => {
  await portal.open(page, '/?view=heat');
  const map = page.getByRole('application', { name: /CPU used of 200 machines/ });
  const painted = () =>
    map.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
      const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      return {
        height: canvas.height,
        filled: pixels.filter((value, at) => at % 4 === 3 && value > 0).length,
      };
    });
  await expect.poll(painted).toMatchObject({ height: MACHINES });
  expect((await painted()).filled).toBeGreaterThan(MACHINES * 55);
  await map.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByTestId('heat-cell')).toContainText(/^node-0002 · \d\d:\d\d · \d/);
  await lookAt(page, 'fleet-heat-200');
  await map.focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/machines\/node-0002\?from=/);
});

test('longer ranges show what is there, and say what their percentiles are', async ({ page }) => {
  await portal.open(page);
  await page.getByRole('button', { name: '24h' }).click();
  await expect(page).toHaveURL(/range=24h/);
  await expect(page.getByText(/p95 (from hourly figures|of hourly averages)/)).toBeVisible();
});
