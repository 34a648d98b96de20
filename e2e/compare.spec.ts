import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { demo, openPage } from './parts/demo.ts';
import { storeFile } from './parts/store-file.ts';
import { allowErrors, expect, test } from './parts/test.ts';

const STEP = 10_000;
const ROWS = 360;
/** Two hours of three days ago, the second busier than the first. */
const START = Math.floor((Date.now() - 3 * 86_400_000) / 60_000) * 60_000;
const HOUR = ROWS * STEP;
const RUN = randomBytes(3).toString('hex');
const NAMES = ['calm', 'busy', 'third'].map((name) => `${name}-${RUN}`);
const [CALM = '', BUSY = '', THIRD = ''] = NAMES;
const HEAD =
  'timestamp,machine_id,cpu_user,cpu_system,cpu_idle,cpu_iowait,mem_total,mem_used,mem_available,disk_read_bytes,disk_write_bytes,net_rx_bytes,net_tx_bytes';

const csvOf = (machine: string, user: number): string =>
  `${[
    HEAD,
    ...Array.from({ length: 2 * ROWS }, (_, row) => {
      const busy = user + (row >= ROWS ? 20 : 0);
      return `${(START + row * STEP) / 1000},${machine},${busy},0,${100 - busy},0,16000,${100 * user},8000,1000000,2000000,300000,400000`;
    }),
  ].join('\n')}\n`;

const iso = (time: number) => new Date(time).toISOString().replace('.000Z', 'Z');
const first = `from=${iso(START)}&to=${iso(START + HOUR)}`;
const query = (page: Page) => new URL(page.url()).searchParams;
const row = (page: Page, name: string) =>
  page.getByTestId('compare-table').getByRole('row', { name: new RegExp(`^${name}`) });

test.beforeAll(async () => {
  const { tenant, apiKey } = demo();
  for (const [index, machine] of NAMES.entries())
    await storeFile(tenant, apiKey, {
      machine,
      name: `${machine}.csv`,
      content: csvOf(machine, [10, 40, 70][index] ?? 0),
    });
});

test('from nothing to two machines by keyboard, and one out again', async ({ page }) => {
  await openPage(page, `/compare?${first}`);
  await expect(page.getByTestId('start-here')).toContainText('Choose two to six machines');
  for (const name of [CALM, BUSY]) {
    const field = page.getByRole('combobox', { name: 'Add a machine' });
    await field.fill(name);
    await page.getByRole('option', { name: new RegExp(name) }).waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => query(page).getAll('machine')).toContain(name);
    await expect(page.getByRole('list', { name: 'What is compared' })).toContainText(name);
  }
  const chart = page.getByTestId('chart-cpu_used-difference');
  await chart.focus();
  await page.keyboard.press('Home');
  await expect(page.getByTestId('panel-cpu_used').getByRole('button', { name: BUSY })).toBeVisible();
  await expect(page.getByTestId('panel-cpu_used-difference').getByRole('status')).toContainText('A − B -30');
  await page.getByRole('button', { name: `Leave ${BUSY} out` }).click();
  await expect(page.getByTestId('start-here')).toContainText(`Compare ${CALM} with what?`);
});

test('the table tells apart in figures, is sorted, and comes as a file', async ({ page }) => {
  await openPage(page, `/compare?machine=${BUSY}&machine=${CALM}&${first}`);
  await page.getByTestId('compare-table').scrollIntoViewIfNeeded();
  await expect(row(page, 'CPU used').getByRole('cell')).toHaveText(['40.0', '10.0', '+30.0', '+300 %']);
  await expect(row(page, 'Disk read,').getByRole('cell').last()).toHaveText('0 %');
  await page.getByRole('button', { name: '% of B' }).click();
  const rows = page.getByTestId('compare-table').getByRole('row');
  await expect(page.getByRole('columnheader', { name: '% of B' })).toHaveAttribute('aria-sort', 'descending');
  await expect(rows.nth(1)).toContainText(/CPU us|Memory used/);
  await page.getByRole('navigation', { name: 'Figure' }).getByRole('link', { name: 'p99' }).click();
  await expect.poll(() => query(page).get('figure')).toBe('p99');
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: /CSV of all figures/ }).click(),
  ]);
  const csv = readFileSync(await file.path(), 'utf8');
  expect(csv).toContain(`metric,unit,figure,${BUSY},${CALM},difference,percent_of_b`);
  expect(csv).toContain('cpu_used,percent,p99,40,10,30,300');
  await expect(page.getByTestId('radar').getByRole('table')).toContainText(BUSY);
});

test('before and after: one machine over two ranges, aligned, zoomed together', async ({ page }) => {
  const second = `from=${iso(START + HOUR)}&to=${iso(START + 2 * HOUR)}`;
  await openPage(page, `/compare?machine=${CALM}&${second}`);
  await page.getByTestId('start-here').getByRole('button', { name: 'Just before' }).click();
  await expect(page.getByText('laid over one another at their starts')).toBeVisible();
  expect(query(page).get('before')).toBe('same');
  const chart = page.getByTestId('chart-cpu_used-difference');
  await chart.focus();
  await page.keyboard.press('Home');
  await expect(page.getByTestId('panel-cpu_used-difference').getByRole('status')).toContainText('A − B 20');
  await page.keyboard.press('+');
  await expect(page.getByRole('button', { name: 'Back' })).toBeVisible();
  const [from, from2] = ['from', 'from2'].map((name) => Date.parse(query(page).get(name) ?? ''));
  expect((from ?? 0) - (from2 ?? 0)).toBe(HOUR);
  await page.getByRole('button', { name: 'Back' }).click();
  await expect.poll(() => query(page).get('before')).toBe('same');
});

test('three machines stand against their average; metrics are chosen', async ({ page }) => {
  await openPage(page, `/compare?machine=${CALM}&machine=${BUSY}&machine=${THIRD}&${first}`);
  await expect(page.getByTestId('panel-cpu_used-difference')).toContainText('against the average of all');
  await page.getByRole('button', { name: /^Metrics/ }).click();
  const choice = page.getByRole('dialog', { name: 'Metrics' });
  for (const name of ['CPU used', 'Disk read', 'Disk written'])
    await choice.getByRole('checkbox', { name, exact: true }).uncheck();
  await choice.getByRole('button', { name: 'Show' }).click();
  await expect(page.getByTestId('panel-cpu_used')).toHaveCount(0);
  expect(query(page).getAll('metric')).toEqual(['mem_used', 'net_rx_bytes', 'net_tx_bytes']);
  await page.getByTestId('compare-table').scrollIntoViewIfNeeded();
  await expect(row(page, 'CPU used')).toContainText('150 %');
});

test('from the page of a machine with its range', async ({ page }) => {
  await openPage(page, `/machines/${CALM}?${first}`);
  await page.getByRole('link', { name: 'Compare', exact: true }).last().click();
  await expect(page.getByTestId('start-here')).toContainText(`Compare ${CALM} with what?`);
  expect(query(page).get('from')).toBe(iso(START));
});

test('what is not there, or not ours, is not found', async ({ page }) => {
  allowErrors(/status of 404/);
  for (const name of [randomUUID(), 'nobody']) {
    await openPage(page, `/compare?machine=${CALM}&machine=${name}`);
    await expect(page.getByRole('heading', { name: /no such page/i })).toBeVisible();
  }
});

test('a fault is told in place, and asked again', async ({ page }) => {
  allowErrors(/status of 500|Failed to load resource/);
  await openPage(page, `/compare?machine=${CALM}&machine=${BUSY}&${first}`);
  await page.getByTestId('chart-cpu_used').waitFor();
  await page.route('**/api/trpc/metrics.stats*', (route) => route.abort());
  await page.getByTestId('radar').scrollIntoViewIfNeeded();
  const retry = page.getByRole('button', { name: 'Try again' });
  await retry.waitFor({ timeout: 30_000 });
  await page.unroute('**/api/trpc/metrics.stats*');
  await retry.click();
  await expect(row(page, 'CPU used')).toBeVisible();
});
