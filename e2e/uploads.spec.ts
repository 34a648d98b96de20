import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { bearer, call } from './parts/call.ts';
import { CONTRACT_HEAD } from './parts/contract-head.ts';
import { demo, signIn } from './parts/demo.ts';
import { lookAt, PAIRS } from './parts/look-at.ts';
import { openLine } from './parts/open-line.ts';
import { place } from './parts/place.ts';
import { allowErrors, expect, test } from './parts/test.ts';

/** A contract CSV with a row a second, the last one now; `user` says what cpu_user is in a row. */
function contractCsv(
  machine: string,
  rows: number,
  user: (row: number) => string | number = () => 25,
): Buffer {
  const last = Math.floor(Date.now() / 1000);
  const lines = Array.from({ length: rows }, (_, row) => {
    const time = new Date((last - rows + 1 + row) * 1000).toISOString();
    return `${time},${machine},${user(row)},5,70,16000,6000,10000,1000,2000,3000,4000`;
  });
  return Buffer.from(`${CONTRACT_HEAD}\n${lines.join('\n')}\n`);
}

const csv = (name: string, buffer: Buffer) => ({ name, mimeType: 'text/csv', buffer });
const fresh = (word: string) => `${word}-${randomBytes(3).toString('hex')}`;

async function register(machine: string): Promise<void> {
  const { tenant, apiKey } = demo();
  const answer = await call(`${tenant}/api/v1/machines/register`, {
    method: 'POST',
    headers: { ...bearer(apiKey), 'content-type': 'application/json' },
    body: JSON.stringify({ machine_id: machine }),
  });
  expect(answer.status).toBe(201);
}

async function openUploads(page: Page): Promise<void> {
  await signIn(page);
  await page.getByRole('link', { name: 'Uploads' }).click();
  await page.getByRole('heading', { name: 'Uploads', level: 1 }).waitFor();
}

/** Drops files onto the zone, as a hand with a mouse does. */
async function drop(page: Page, files: { name: string; buffer: Buffer }[]): Promise<void> {
  const data = await page.evaluateHandle(
    (given) => {
      const transfer = new DataTransfer();
      for (const { name, text } of given) transfer.items.add(new File([text], name, { type: 'text/csv' }));
      return transfer;
    },
    files.map(({ name, buffer }) => ({ name, text: buffer.toString() })),
  );
  const zone = page.getByRole('button', { name: /Drop files here/ });
  await zone.dispatchEvent('dragenter', { dataTransfer: data });
  await expect(page.getByText('Let go to add them')).toBeVisible();
  await page.getByTestId('file-input').locator('..').dispatchEvent('drop', { dataTransfer: data });
}

const send = (page: Page, name: string): Locator => page.getByTestId('send').filter({ hasText: name });
const historyRow = (page: Page, name: string): Locator => page.getByRole('row').filter({ hasText: name });

test('two files are dropped: one is stored and leads to its machine, the other says which rows are bad', async ({
  page,
}) => {
  const machine = fresh('drop');
  const [good, bad] = [`${fresh('good')}.csv`, `${fresh('bad')}.csv`];
  await register(machine);
  await openUploads(page);
  await drop(page, [
    { name: good, buffer: contractCsv(machine, 600) },
    {
      name: bad,
      buffer: contractCsv(machine, 60, (row) => (row === 6 ? 'fast' : row % 10 === 3 ? 101 : 25)),
    },
  ]);
  await page.getByRole('button', { name: 'Upload 2 files' }).click();

  await expect(send(page, good).getByText('stored', { exact: true })).toBeVisible({ timeout: 60_000 });
  await expect(send(page, good)).toContainText('600 rows');
  await expect(send(page, bad).getByText('not stored', { exact: true })).toBeVisible({ timeout: 60_000 });
  const rows = send(page, bad).getByRole('table');
  await expect(rows.getByRole('row').filter({ hasText: 'fast' })).toContainText('cpu_user');
  await expect(rows.getByRole('row').filter({ hasText: '101' }).first()).toContainText('5');

  await expect(historyRow(page, good)).toContainText('Demo owner');
  await expect(historyRow(page, good)).toContainText('600');
  await page.reload();
  await historyRow(page, bad).getByRole('button').click();
  await expect(page.getByRole('row').filter({ hasText: 'fast' }).last()).toBeVisible();
  await historyRow(page, good).getByRole('button').click();
  await page.getByRole('link', { name: `Open ${machine}` }).click();
  await expect(page).toHaveURL(new RegExp(`/machines/${machine}\\?from=.+&to=.+`));
  const chart = page.getByTestId('chart-cpu');
  await expect
    .poll(async () =>
      Number(await chart.locator('[data-points]').or(chart).first().getAttribute('data-points')),
    )
    .toBeGreaterThan(100);
});

test('a connection that breaks in the middle is taken up again, and nothing is doubled', async ({ page }) => {
  // The part that was cut off is asked for while the portal still holds it.
  allowErrors(/net::ERR_/, /status of 409 .*\/api\/uploadthing\/ingest\//);
  const machine = fresh('long');
  const name = `${fresh('long')}.csv`;
  await register(machine);
  const { tenant } = await signIn(page);
  const line = await openLine(place().port);
  try {
    await page.goto(`http://${new URL(tenant).hostname}:${line.port}/uploads`);
    await page.getByTestId('file-input').setInputFiles([csv(name, contractCsv(machine, 150_000))]);
    line.cutAfter(6_000_000);
    await page.getByRole('button', { name: 'Upload 1 file' }).click();
    await expect(send(page, name)).toContainText('The connection broke. What has arrived is kept');
    const put = page.waitForRequest((request) => request.method() === 'PUT');
    line.mend();
    const range = await (await put).headerValue('range');
    expect(Number(/bytes=(\d+)-/.exec(range ?? '')?.[1])).toBeGreaterThan(0);
    await expect(send(page, name).getByText('stored', { exact: true })).toBeVisible({ timeout: 60_000 });
    await expect(send(page, name)).toContainText('150,000 rows');
    await expect(historyRow(page, name)).toHaveCount(1);
  } finally {
    line.close();
  }
});

test('an upload goes on while another page is looked at, and can be given up', async ({ page, context }) => {
  const machine = fresh('away');
  const name = `${fresh('away')}.csv`;
  await register(machine);
  await openUploads(page);
  await page.getByTestId('file-input').setInputFiles([csv(name, contractCsv(machine, 60_000))]);
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: 500_000,
  });
  await page.getByRole('button', { name: 'Upload 1 file' }).click();
  await expect(send(page, name)).toContainText('Sending');
  await page.getByRole('link', { name: 'Reports' }).click();
  await page.getByRole('heading', { name: 'Reports', level: 1 }).waitFor();
  await page.getByRole('link', { name: 'Uploads' }).click();
  await expect(historyRow(page, name)).toContainText('arriving');
  await send(page, name)
    .getByRole('button', { name: `Cancel ${name}` })
    .click();
  await expect(send(page, name)).toHaveCount(0);
  await expect(historyRow(page, name)).toHaveCount(0);
});

test('by keyboard alone: choose, name the machine, upload the sample', async ({ page }) => {
  const machine = fresh('keys');
  await register(machine);
  await openUploads(page);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Sample CSV' }).first().press('Enter');
  const sample = await readFile(await (await download).path());
  expect(sample.toString().split('\n')).toHaveLength(62);

  // Without the machine in the file, it has to be chosen.
  const name = `${fresh('keys')}.csv`;
  const without = sample.toString().replaceAll(/^([^,]*),[^,]*,/gm, '$1,');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: /Drop files here/ }).press('Enter');
  await (await chooser).setFiles([csv(name, Buffer.from(without))]);
  const select = page.getByRole('combobox', { name: `Machine of ${name}` });
  await expect(select).toHaveValue('As named in the file');
  await select.press('ArrowDown');
  await select.pressSequentially(machine);
  await expect(page.getByRole('option')).toHaveCount(1);
  await select.press('Enter');
  await expect(select).toHaveValue(machine);
  await page.getByRole('button', { name: 'Upload 1 file' }).press('Enter');
  await expect(send(page, name).getByText('stored', { exact: true })).toBeVisible({ timeout: 60_000 });
  await expect(send(page, name)).toContainText('60 rows');
});

test('a file that cannot be one is told so at once', async ({ page }) => {
  allowErrors(/status of 400 .*\/api\/uploadthing\?actionType=upload/);
  const [name, empty] = [`${fresh('odd')}.csv`, `${fresh('empty')}.csv`];
  await openUploads(page);
  await page
    .getByTestId('file-input')
    .setInputFiles([csv(empty, Buffer.alloc(0)), csv(name, Buffer.from('when,who,what\n1,2,3\n'))]);
  await page.getByRole('button', { name: 'Upload 2 files' }).click();
  await expect(send(page, empty)).toContainText('is empty');
  await expect(send(page, name).getByText('not stored', { exact: true })).toBeVisible({ timeout: 60_000 });
  await expect(send(page, name)).toContainText('cpu_user');
  await expect(send(page, name)).toContainText('what');
  await send(page, name).getByRole('button', { name: 'Change and try again' }).click();
  await expect(page.getByRole('combobox', { name: `Machine of ${name}` })).toBeVisible();
});

test('no barrier, nothing cut off, whatever the files are at', async ({ page }) => {
  test.slow();
  // Of the connection that breaks below.
  allowErrors(/net::ERR_FAILED .*uploadthing/, /^\{url: \S*\/api\/uploadthing\/ingest.* method: HEAD/);
  const machine = fresh('look');
  await register(machine);
  await openUploads(page);
  const input = page.getByTestId('file-input');
  const [good, bad, header, slow] = ['perf-2026.csv', 'bad rows.csv', 'header.csv', 'large.csv'];
  await input.setInputFiles([
    csv(good, contractCsv(machine, 900)),
    csv(
      bad,
      contractCsv(machine, 300, (row) => (row % 20 === 3 ? 101 : row === 9 ? 'n/a' : 25)),
    ),
    csv(header, Buffer.from('time,host,cpu\n1,2,3\n')),
  ]);
  await page.getByText('Options').first().click();
  await page.getByRole('combobox').first().click();
  for (const pair of PAIRS) {
    await expect(page.getByRole('option', { name: machine })).toBeVisible();
    await lookAt(page, 'uploads-chosen', { pairs: [pair] });
  }
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Upload 3 files' }).click();
  await expect(send(page, good).getByText('stored', { exact: true })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('not stored', { exact: true }).nth(1)).toBeVisible({ timeout: 60_000 });
  await page.route('**/api/uploadthing/ingest/**', (route) => route.abort());
  await input.setInputFiles([csv(slow, contractCsv(machine, 20_000))]);
  await page.getByRole('button', { name: 'Upload 1 file' }).click();
  await expect(send(page, slow)).toContainText('The connection broke');
  await historyRow(page, bad).first().getByRole('button').click();
  await expect(page.getByRole('table').last()).toBeVisible();
  await lookAt(page, 'uploads-sent');
  const givenUp = page.waitForResponse((response) => response.url().includes('uploads.cancel'));
  await send(page, slow)
    .getByRole('button', { name: `Cancel ${slow}` })
    .click();
  expect((await givenUp).ok()).toBe(true);
});
