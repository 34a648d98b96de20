import { randomUUID } from 'node:crypto';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { everyMs, makeSnapshots } from '../server/metrics/testing/make-snapshots.ts';
import { bearer, call } from './parts/call.ts';
import { demo, signIn } from './parts/demo.ts';
import { allowErrors, expect, test } from './parts/test.ts';

const MINUTE = 60_000;
const json = { 'content-type': 'application/json' };

/** A machine with two runs, ten minutes of silence between them. */
async function twoRuns(): Promise<{ name: string; start: number }> {
  const { tenant, apiKey } = demo();
  const name = `runs ${randomUUID().slice(0, 8)}`;
  const headers = { ...bearer(apiKey), ...json };
  const made = await call(`${tenant}/api/v1/machines/register`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ machine_id: name }),
  });
  expect(made.status, made.text).toBe(201);
  const start = Math.floor(Date.now() / MINUTE) * MINUTE - 40 * MINUTE;
  const times = [start, start + 15 * MINUTE].flatMap((first) => everyMs(first, 31, 10_000));
  const body = {
    identifier: name,
    stream: randomUUID(),
    first_seq: 1,
    snapshots: makeSnapshots(times, start - 9_000_000),
  };
  const sent = await call(`${tenant}/api/v1/trickle`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  expect(sent.status, sent.text).toBe(200);
  return { name, start };
}

const rows = (page: Page) => page.getByRole('region', { name: 'Collection sessions' }).getByRole('row');

test('runs are listed, found, named, opened, compared and deleted', async ({ page }) => {
  allowErrors(/status of 4\d\d .*\/api\/trpc\//);
  const { tenant, apiKey } = await signIn(page);
  const { name, start } = await twoRuns();
  await page.getByRole('link', { name: 'Collections' }).click();
  await page.getByRole('heading', { name: 'Collections' }).waitFor();
  await page.getByLabel('Find', { exact: true }).fill(name);
  // The head, and two sessions.
  await expect(rows(page)).toHaveCount(3);
  await expect(rows(page).nth(1)).toContainText('5 min');
  await expect(rows(page).nth(1)).toContainText('31');

  await rows(page).nth(1).getByRole('button', { name: /^Edit/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Load test 3');
  await dialog.getByLabel('Note').fill('With the new cache.');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  await expect(rows(page).nth(1)).toContainText('Load test 3 – With the new cache.');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(rows(page).nth(1)).not.toContainText('Load test 3');
  await rows(page).nth(1).getByRole('button', { name: /^Edit/ }).click();
  await dialog.getByLabel('Name').fill('Load test 3');
  await dialog.getByLabel('Note').fill('With the new cache.');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  await expect(rows(page).nth(1)).toContainText('Load test 3 – With the new cache.');
  await page.getByLabel('Find', { exact: true }).fill('new cache');
  await expect(rows(page).filter({ hasText: name })).toHaveCount(1);
  await page.getByLabel('Find', { exact: true }).fill(name);
  await expect(rows(page)).toHaveCount(3);

  for (const index of [1, 2]) await rows(page).nth(index).getByRole('checkbox').check();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  await page.getByRole('link', { name: 'Compare them' }).click();
  await page.getByRole('heading', { name: 'Compare', level: 1 }).waitFor();
  await expect(page).toHaveURL(/from2=/);
  await page.goBack();
  await expect(rows(page).nth(1)).toBeVisible();
  await page.getByLabel('Find', { exact: true }).fill(name);
  await expect(rows(page)).toHaveCount(3);

  await rows(page).nth(1).getByRole('link').first().click();
  await page.getByTestId('chart-cpu').waitFor();
  expect(page.url()).toContain(`from=${new Date(start + 15 * MINUTE).toISOString().slice(0, 10)}`);
  await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'Sessions' }).click();
  await expect(rows(page)).toHaveCount(3);

  allowErrors(/400 .*collections\.delete/);
  const older = rows(page).nth(2);
  await older.getByRole('button', { name: /^Delete/ }).click();
  await dialog.getByLabel('Delete the samples of its time too').check();
  await dialog.getByLabel(/^To confirm/).fill('another');
  await dialog.getByRole('button', { name: 'Delete with samples' }).click();
  await expect(dialog.getByRole('alert')).toContainText('confirm');
  await dialog.getByLabel(/^To confirm/).fill(name);
  await dialog.getByRole('button', { name: 'Delete with samples' }).click();
  await expect(rows(page)).toHaveCount(2);
  const exported = await call(`${tenant}/api/v1/performance/export?machine_id=${encodeURIComponent(name)}`, {
    headers: bearer(apiKey),
  });
  expect(exported.text.trim().split(/\r?\n/)).toHaveLength(1 + 31);
});

test('a machine is described, renamed, merged and deleted in its settings', async ({ page }) => {
  allowErrors(/status of 4\d\d .*\/api\/trpc\//);
  const { tenant, apiKey } = await signIn(page);
  const [{ name }, { name: other }] = [await twoRuns(), await twoRuns()];
  await page.goto(`${tenant}/machines/${encodeURIComponent(name)}?tab=settings`);
  const form = page.getByRole('form', { name: 'Machine' });
  await form.getByLabel('Display name').fill('Web server 1');
  await form.getByLabel('Time zone').fill('europe/berlin');
  await form.getByLabel('Cost per hour').fill('0.096');
  await form.getByLabel(/^Tags/).fill('tier: web\ncanary');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('status')).toHaveText('Saved.');
  await expect(page.getByRole('heading', { name: 'Web server 1' })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Undone.')).toBeVisible();
  await expect(page.getByRole('heading', { name })).toBeVisible();
  await expect(form.getByLabel('Time zone')).not.toHaveValue('Europe/Berlin');
  await form.getByLabel('Display name').fill('Web server 1');
  await form.getByLabel('Time zone').fill('europe/berlin');
  await form.getByLabel('Cost per hour').fill('0.096');
  await form.getByLabel(/^Tags/).fill('tier: web\ncanary');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { name: 'Web server 1' })).toBeVisible();
  allowErrors(/400 .*machines\.update/);
  await form.getByLabel('Time zone').fill('Mars/Olympus');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form.getByRole('alert')).toContainText('no time zone');
  const show = (machine: string) =>
    call(`${tenant}/api/v1/machines/${encodeURIComponent(machine)}`, { headers: bearer(apiKey) });
  expect((await show(name)).json()).toMatchObject({
    display_name: 'Web server 1',
    time_zone: 'Europe/Berlin',
    hourly_cost: 0.096,
    tags: { tier: 'web', canary: '' },
  });
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);

  await form.getByLabel('Time zone').fill('');
  await form.getByLabel('Name (machine_id)').fill(`${name} new`);
  await form.getByRole('button', { name: 'Save' }).click();
  await page.waitForURL((url) => decodeURIComponent(url.pathname).endsWith(`${name} new`));

  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: /^Merge/ }).click();
  await dialog.getByLabel('Into').selectOption({ label: other });
  await dialog.getByLabel(/^To confirm/).fill(`${name} new`);
  await dialog.getByRole('button', { name: 'Merge' }).click();
  await page.waitForURL((url) => decodeURIComponent(url.pathname).endsWith(other));
  await page.getByRole('button', { name: /^Delete/ }).click();
  await dialog.getByLabel(/^To confirm/).fill(other);
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByRole('heading', { name: 'Fleet' }).waitFor();
  expect((await show(other)).status).toBe(404);
});

test('every path of the earlier system answers with and without the slash, and never leads elsewhere', async () => {
  const { tenant, apiKey } = demo();
  const { name } = await twoRuns();
  const machine = encodeURIComponent(name);
  const headers = bearer(apiKey);
  for (const [path, query] of [
    ['collectors', ''],
    [`collectors/${machine}`, ''],
    ['performance/export', `?machine_id=${machine}`],
    ...['cpu', 'memory', 'disk', 'network'].map((topic) => [
      `dashboard/collectors/${machine}/${topic}`,
      '?hours=1',
    ]),
  ] as [string, string][]) {
    const [bare, slashed] = [
      await call(`${tenant}/api/${path}${query}`, { headers }),
      await call(`${tenant}/api/${path}/${query}`, { headers }),
    ];
    expect([bare.status, slashed.status], path).toEqual([200, 200]);
    // Between the runs a moment without values.
    if (path.startsWith('dashboard')) expect(bare.json().timestamps, path).toHaveLength(63);
  }
});
