import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { HOST_COLUMNS } from '../agent/contract/metrics.ts';
import type { CollectionRecord } from '../agent/contract/record.ts';
import { parseSnapshot } from '../agent/procfs/parse-snapshot.ts';
import { rateSnapshots } from '../agent/rates/rate-snapshots.ts';
import { bearer, call } from './parts/call.ts';
import { demo, openMachine } from './parts/demo.ts';
import { expect, test } from './parts/test.ts';

const FILES = ['stat', 'meminfo', 'diskstats', 'net/dev', 'vmstat', 'loadavg', 'uptime'];

/** One snapshot of this very host, as an agent would send it. */
async function readSnapshot(): Promise<{ records: CollectionRecord[] }> {
  const now = Date.now();
  const at = { timestamp: Math.floor(now / 1000), ms: now % 1000 };
  const read = async (file: string) => ({
    ...at,
    subsystem: `/proc/${file}`,
    measurement: await readFile(`/proc/${file}`, 'utf8'),
  });
  return { records: await Promise.all(FILES.map(read)) };
}

/** A cell is empty for a missing value, or reads back to the very same bits, however many digits it is written with. */
function expectNumber(cell: string, value: number | null, what: string): void {
  const read = cell === '' ? null : Number(cell);
  expect(Object.is(read, value), `${what}: "${cell}" for ${value}`).toBe(true);
}

test('the export is, to the bit, what the agent sent', async () => {
  const { tenant, apiKey } = demo();
  const name = `export-${randomUUID().slice(0, 8)}`;
  const registered = await call(`${tenant}/api/v1/machines/register`, {
    method: 'POST',
    headers: { ...bearer(apiKey), 'content-type': 'application/json' },
    body: JSON.stringify({ machine_id: name }),
  });
  expect(registered.status).toBe(201);

  const snapshots = [];
  for (let i = 0; i < 5; i++) {
    snapshots.push(await readSnapshot());
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  const body = gzipSync(JSON.stringify({ identifier: name, stream: randomUUID(), first_seq: 1, snapshots }));
  const headers = { apikey: apiKey, 'content-type': 'application/json', 'content-encoding': 'gzip' };
  for (let i = 0; i < 2; i++) {
    const answer = await call(`${tenant}/api/v1/trickle`, { method: 'POST', headers, body });
    expect(answer.json()).toMatchObject({ error: null, acked_through: 5 });
  }

  const parsed = snapshots.map(({ records }) => parseSnapshot(records));
  const expected = parsed.map((current, i) => {
    const { samples } = rateSnapshots(parsed[i - 1] ?? null, current, 1);
    const host = samples.find(({ kind }) => kind === 'host');
    return HOST_COLUMNS.map((id) => host?.values[id] ?? null);
  });
  const exported = await call(`${tenant}/api/v1/performance/export?machine_id=${name}`, {
    headers: bearer(apiKey),
  });
  expect(exported.status).toBe(200);
  expect(exported.headers['content-type']).toContain('text/csv');
  const [head, ...rows] = exported.text
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','));
  expect(head).toEqual(['timestamp', 'machine_id', ...HOST_COLUMNS]);
  expect(rows).toHaveLength(expected.length);
  rows.forEach(([time = '', machine, ...cells], i) => {
    expectNumber(time, (parsed[i]?.time ?? Number.NaN) / 1000, `time of row ${i}`);
    expect(machine).toBe(name);
    expect(cells).toHaveLength(HOST_COLUMNS.length);
    HOST_COLUMNS.forEach((id, column) => {
      expectNumber(cells[column] ?? '', expected[i]?.[column] ?? null, `${id} of row ${i}`);
    });
  });
});

test('the menu gives the range that is shown', async ({ page }) => {
  const { machine } = await openMachine(page, '5m');
  await page.getByRole('button', { name: 'Export' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'CSV', exact: true }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^[\w.-]+_\d.*\.csv$/);
  const text = await readFile(await download.path(), 'utf8');
  const [header, ...rows] = text.trim().split(/\r?\n/);
  expect(header).toBe(['timestamp', 'machine_id', ...HOST_COLUMNS].join(','));
  const times = rows.map((row) => Number(row.split(',')[0]));
  expect(times.length).toBeGreaterThan(5);
  expect(rows.every((row) => row.split(',')[1] === machine)).toBe(true);
  expect(new Set(times).size).toBe(times.length);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(Math.min(...times)).toBeGreaterThan(Date.now() / 1000 - 400);
});

test('every wrong question gets a 4xx that says what is wrong', async () => {
  const { tenant, apiKey, machineKey, machine } = demo();
  const ask = (query: string, key: string | null = apiKey) =>
    call(`${tenant}/api/v1/performance/export?${query}`, key ? { headers: bearer(key) } : {});
  const here = `machine_id=${machine}`;
  for (const [answer, status, code] of [
    [await ask(here, null), 401, 'UNAUTHENTICATED'],
    [await ask(here, 'pmk_wrong'), 401, 'INVALID_API_KEY'],
    [await ask(here, machineKey), 403, 'FORBIDDEN'],
    [await ask(''), 400, 'INVALID_INPUT'],
    [await ask('machine_id=nobody'), 404, 'NOT_FOUND'],
    [await ask(`${here}&start=yesterday`), 400, 'INVALID_INPUT'],
    [await ask(`${here}&start=2026-01-02&end=2026-01-01`), 400, 'INVALID_INPUT'],
    [await ask(`${here}&format=xlsx`), 400, 'INVALID_INPUT'],
    [await ask(`${here}&resolution=7s`), 400, 'INVALID_INPUT'],
  ] as const) {
    expect(answer.status, answer.text).toBe(status);
    expect(answer.json()).toMatchObject({
      status: 'error',
      error_code: code,
      request_id: expect.any(String),
    });
  }
});
