import { randomBytes, randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { bearer, call } from './parts/call.ts';
import { demo, openPage } from './parts/demo.ts';
import { lookAt, type Pair } from './parts/look-at.ts';
import { expect, test } from './parts/test.ts';

const DAY = 86_400_000;
const STEP = 5000;
const ROWS = 1440;
/** Rows [from, to) that are left out: five minutes. */
const [HOLE_FROM, HOLE_TO] = [600, 660];
/** Two hours of twenty days ago. */
const START = Math.floor((Date.now() - 20 * DAY) / 60_000) * 60_000;
const END = START + ROWS * STEP;
const MACHINE = `old-${randomBytes(3).toString('hex')}`;

const HEAD =
  'timestamp,machine_id,cpu_user,cpu_system,cpu_idle,cpu_iowait,mem_total,mem_used,mem_available,disk_read_bytes,disk_write_bytes,net_rx_bytes,net_tx_bytes,load_1';

function oldCsv(): string {
  const lines = Array.from({ length: ROWS }, (_, row) => {
    const user = 30 + Math.round(20 * Math.sin(row / 90));
    const rest = `16000,${6000 + row},${10_000 - row},${row * 1000},2000000,300000,400000,${user / 25}`;
    return row >= HOLE_FROM && row < HOLE_TO
      ? []
      : [`${(START + row * STEP) / 1000},${MACHINE},${user},5,${92 - user},3,${rest}`];
  });
  return `${[HEAD, ...lines.flat()].join('\n')}\n`;
}

const iso = (time: number) => new Date(time).toISOString().replace('.000Z', 'Z');
const fieldText = (time: number) => new Date(time).toISOString().slice(0, 19);
const exactly = `from=${iso(START)}&to=${iso(END)}`;

async function open(page: Page, query: string): Promise<void> {
  await openPage(page, `/machines/${MACHINE}?${query}`);
  await page.getByRole('heading', { name: MACHINE }).waitFor();
}

const shown = (page: Page) => {
  const query = new URL(page.url()).searchParams;
  return [Date.parse(query.get('from') ?? ''), Date.parse(query.get('to') ?? '')] as const;
};

test.beforeAll(async () => {
  const { tenant, apiKey } = demo();
  const register = await call(`${tenant}/api/v1/machines/register`, {
    method: 'POST',
    headers: { ...bearer(apiKey), 'content-type': 'application/json' },
    body: JSON.stringify({ machine_id: MACHINE }),
  });
  expect(register.status).toBe(201);
  const form = new FormData();
  form.set('machine_id', MACHINE);
  form.set('file', new Blob([oldCsv()]), 'old.csv');
  const sent = new Request('http://portal', { method: 'POST', body: form });
  const answer = await call(`${tenant}/api/v1/performance/upload`, {
    method: 'POST',
    headers: { ...bearer(apiKey), 'content-type': sent.headers.get('content-type') ?? '' },
    body: Buffer.from(await sent.arrayBuffer()),
  });
  expect(answer.status, answer.text).toBe(201);
});

test('old samples are found from an empty range, and by a range of one’s own', async ({ page }) => {
  await open(page, 'range=1h');
  await expect(page.getByTestId('nothing-here')).toContainText('Samples from');
  await page.getByRole('link', { name: 'Show them' }).click();
  await expect(page).toHaveURL(/range=all/);
  const chart = page.getByTestId('chart-cpu');
  await expect.poll(async () => Number(await chart.getAttribute('data-points'))).toBeGreaterThan(100);
  await expect(page.getByTestId('basis').first()).toContainText(/raw/);
  // What is over does not stream.
  await expect(page.getByTestId('live-state')).toHaveCount(0);

  await page.getByRole('button', { name: 'Custom' }).click();
  const form = page.getByRole('dialog', { name: 'A range of your own' });
  await form.getByLabel('From (UTC)').fill(fieldText(START + 600_000));
  await form.getByLabel('To (UTC)').fill(fieldText(START));
  await form.getByRole('button', { name: 'Show' }).click();
  await expect(form.getByRole('alert')).toContainText('later');
  await form.getByLabel('To (UTC)').fill(fieldText(START + 1_800_000));
  await form.getByLabel('To (UTC)').press('Enter');
  await expect.poll(() => shown(page)).toEqual([START + 600_000, START + 1_800_000]);
  await expect(chart).toHaveAttribute('data-last', String(START + 1_800_000 - STEP));
  await expect(page.getByTestId('basis').first()).toContainText('raw, 5 s');
});

test('dragging over a chart goes into it, Back and a double click lead out', async ({ page }) => {
  await open(page, exactly);
  // A hand that drags sees where things are.
  await page.getByTestId('findings').waitFor();
  const plot = page.getByTestId('chart-memory').locator('.u-over');
  const drag = async () => {
    const box = (await plot.boundingBox())!;
    await page.mouse.move(box.x + box.width * 0.25, box.y + 40);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.4, box.y + 50, { steps: 4 });
    await page.mouse.move(box.x + box.width * 0.5, box.y + 50, { steps: 4 });
    await page.mouse.up();
  };
  await drag();
  await expect(page.getByRole('button', { name: 'Back' })).toBeVisible();
  const [from, to] = shown(page);
  const width = END - START;
  expect(Math.abs(from - (START + width / 4))).toBeLessThan(width / 50);
  expect(Math.abs(to - (START + width / 2))).toBeLessThan(width / 50);
  await page.getByRole('button', { name: 'Back' }).click();
  await expect.poll(() => shown(page)).toEqual([START, END]);
  await expect(page.getByRole('button', { name: 'Back' })).toHaveCount(0);

  await page.getByTestId('findings').waitFor();
  await drag();
  await expect(page.getByRole('button', { name: 'Back' })).toBeVisible();
  await plot.dblclick();
  await expect.poll(() => shown(page)).toEqual([START, END]);
});

test('data quality names the hole, and leads there', async ({ page }) => {
  await open(page, exactly);
  await page.getByRole('link', { name: 'Data quality' }).click();
  const quality = page.getByTestId('quality');
  await expect(quality).toContainText(`${(ROWS - HOLE_TO + HOLE_FROM).toLocaleString('en-US')} of 1,440`);
  await expect(quality).toContainText('1 gap longer than 2.5 intervals');
  await expect(quality.getByRole('row').filter({ hasText: '60 samples are missing' })).toContainText('5 min');
  await quality.getByRole('button', { name: 'Show this gap' }).click();
  await expect(page.getByRole('button', { name: 'Back' })).toBeVisible();
  const [from, to] = shown(page);
  expect(from).toBeLessThan(START + HOLE_FROM * STEP);
  expect(to).toBeGreaterThan(START + HOLE_TO * STEP);
  expect(to - from).toBeLessThan(1_200_000);
});

test('every format of the export answers, by keyboard', async ({ page }) => {
  await open(page, exactly);
  await page.getByTestId('chart-cpu').waitFor();
  await page.getByRole('button', { name: 'Export' }).press('Enter');
  const menu = page.getByRole('dialog', { name: 'Export' });
  await expect(menu.getByLabel('What')).toBeFocused();
  for (const [what, resolution] of [
    ['host', 'raw'],
    ['all', '1m'],
  ] as const) {
    await menu.getByLabel('What').selectOption(what);
    await menu.getByLabel('One row per').selectOption(resolution);
    for (const format of ['CSV', 'JSON lines', 'Parquet']) {
      const href = await menu.getByRole('link', { name: format, exact: true }).getAttribute('href');
      const query = new URL(href ?? '', demo().tenant).searchParams;
      expect([query.get('kind'), query.get('start')]).toEqual([what, new Date(START).toISOString()]);
      const answer = await call(`${demo().tenant}${href}`, { headers: bearer(demo().apiKey) });
      expect(answer.status, `${what} ${format}`).toBe(200);
      if (what === 'host' && format === 'CSV')
        expect(answer.text.trim().split('\n')).toHaveLength(1 + ROWS - HOLE_TO + HOLE_FROM);
    }
  }
  await page.keyboard.press('Escape');
  await expect(menu).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Export' })).toBeFocused();
});

test('sections have their own panels and a table that sorts', async ({ page }) => {
  await open(page, exactly);
  await page.getByRole('link', { name: 'CPU', exact: true }).click();
  await expect(page.getByTestId('chart-load')).toHaveAttribute('data-points', /^[1-9]/);
  await expect(page.getByTestId('panel-switches')).toHaveCount(0);
  const table = page.getByTestId('percentiles');
  await table.scrollIntoViewIfNeeded();
  const first = table.getByRole('rowheader').first();
  await table.getByRole('button', { name: 'p95' }).click();
  await expect(first).toContainText('CPU idle');
  await table.getByRole('button', { name: 'p95' }).click();
  await expect(first).not.toContainText('CPU idle');
  const csv = await table.getByRole('link', { name: /CSV/ }).getAttribute('href');
  expect(decodeURIComponent(csv ?? '')).toContain('cpu_user,,percent,');
});

test('a machine without samples leads to the upload', async ({ page }) => {
  const { tenant, apiKey } = demo();
  const name = `empty-${randomBytes(3).toString('hex')}`;
  await call(`${tenant}/api/v1/machines/register`, {
    method: 'POST',
    headers: { ...bearer(apiKey), 'content-type': 'application/json' },
    body: JSON.stringify({ machine_id: name }),
  });
  await openPage(page, `/machines/${name}`);
  await page.getByRole('link', { name: 'Upload data' }).click();
  await expect(page.getByRole('heading', { name: 'Uploads', level: 1 })).toBeVisible();
});

test('two agents that deliver for one machine are told of, with what to do', async ({ page }) => {
  const { tenant, apiKey } = demo();
  const identifier = `twice-${randomBytes(3).toString('hex')}`;
  await call(`${tenant}/api/v1/machines/register`, {
    method: 'POST',
    headers: { ...bearer(apiKey), 'content-type': 'application/json' },
    body: JSON.stringify({ machine_id: identifier }),
  });
  const second = Math.floor(Date.now() / 1000);
  const deliver = async (stream: string, seq: number, timestamp: number) => {
    const records = [{ timestamp, subsystem: '/proc/loadavg', measurement: '0.10 0.20 0.30 1/200 4321' }];
    const answer = await call(`${tenant}/api/v1/trickle`, {
      method: 'POST',
      headers: { apikey: apiKey, 'content-type': 'application/json' },
      body: JSON.stringify({ identifier, stream, first_seq: seq, snapshots: [{ records }] }),
    });
    expect(answer.status, answer.text).toBe(200);
  };
  const [one, other] = [randomUUID(), randomUUID()];
  await deliver(one, 1, second - 3);
  await deliver(other, 1, second - 2);
  await deliver(one, 2, second - 1);
  await openPage(page, `/machines/${identifier}`);
  await expect(page.getByRole('alert').filter({ hasText: 'Two agents' })).toContainText('Stop one of them');
});

/** The other two pairs of theme and width are looked at on the pages of look.spec.ts. */
const TWO: readonly Pair[] = [
  ['light', 1440],
  ['dark', 390],
];

const hasPoints = (page: Page) => page.locator('[data-points]:not([data-points="0"])').first();

for (const tab of ['cpu', 'memory', 'disk', 'network', 'filesystems'])
  test(`no barrier and nothing cut off in the section ${tab}`, async ({ page }) => {
    await openPage(page, `/machines/${encodeURIComponent(demo().machine)}?range=1h&tab=${tab}`);
    // Of file systems there may be a table alone.
    await hasPoints(page).or(page.getByRole('table')).first().waitFor();
    if (tab === 'memory') {
      const split = page.getByTestId('memory-now');
      await expect(split.getByRole('row', { name: 'total' })).toContainText('100 %');
      await expect(split.locator('.recharts-sector').first()).toBeVisible();
    }
    await lookAt(page, `machine-${tab}`, { pairs: TWO });
  });

test('no barrier and nothing cut off in a history, its quality, and where nothing is', async ({ page }) => {
  test.slow();
  const history = `${demo().tenant}/machines/${MACHINE}`;
  await open(page, exactly);
  await hasPoints(page).waitFor();
  await lookAt(page, 'machine-history', { pairs: TWO });
  for (const button of ['Custom', 'Export']) {
    await page.getByRole('button', { name: button }).click();
    await page.getByRole('dialog').waitFor();
    await lookAt(page, `machine-${button}`, { pairs: TWO });
    await page.keyboard.press('Escape');
  }
  await page.goto(`${history}?${exactly}&tab=quality`);
  await page.getByTestId('quality').waitFor();
  await lookAt(page, 'machine-quality', { pairs: TWO });
  await page.goto(`${history}?range=5m`);
  await page.getByTestId('nothing-here').waitFor();
  await lookAt(page, 'machine-nothing', { pairs: TWO });
});
