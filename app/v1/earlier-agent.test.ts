import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { CollectionRecord } from '#agent/contract/record.ts';
import { POST as ingest } from '#app/api/trickle/ingest/route.ts';
import { GET as status } from '#app/api/trickle/status/route.ts';
import { GET as exportSamples } from '#app/api/v1/performance/export/route.ts';
import { createApiKey } from '#server/api-keys/create-api-key.ts';
import { env } from '#server/env.ts';
import { registerMachine } from '#server/machines/register-machine.ts';
import { makeSnapshots } from '#server/metrics/testing/make-snapshots.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { askRoute } from '#server/testing/ask-route.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { POST as ping } from './ping/route.ts';
import { POST as trickle } from './trickle/route.ts';

/** Recordings of the earlier agent on real machines. They are not part of the project. */
const FIXTURES = join(import.meta.dirname, '../../../shared/fixtures/perfcollector2');
const present = existsSync(FIXTURES);
if (!present) console.log(`skipped: the recordings are not at ${FIXTURES}`);

let ctx: TenantContext;
let machines = 0;
beforeAll(async () => {
  // The recordings are months old, and hours long.
  Object.assign(env(), { ACCEPTED_AGE_DAYS: 3650, RATE_DELIVERIES_PER_MINUTE: 0 });
  ctx = await freshTenant();
});

async function newMachine(): Promise<{ name: string; apikey: string }> {
  const name = `server${++machines}`;
  const { id } = await registerMachine(ctx, { machine_id: name });
  const { key } = await createApiKey(ctx, { name, scopes: ['ingest'], machineId: id });
  return { name, apikey: key };
}

/** The earlier agent's HTTP calls, header by header. */
const call = (route: typeof trickle, apikey: string | null, body: unknown) =>
  askRoute(route, 'http://localhost:3000/v1/x', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(apikey !== null && { apikey }) },
    body,
  });
const stored = { status: 200, body: { error: null } };

function readTicks(file: string): CollectionRecord[][] {
  const ticks = new Map<number, CollectionRecord[]>();
  for (const line of readFileSync(join(FIXTURES, file), 'utf8').split('\n').filter(Boolean)) {
    const record: CollectionRecord = JSON.parse(line);
    ticks.set(record.timestamp, [...(ticks.get(record.timestamp) ?? []), record]);
  }
  return [...ticks.values()];
}

type Row = Record<string, string>;
function readCsv(text: string): Row[] {
  const [head = '', ...lines] = text.trim().split(/\r?\n/);
  const columns = head.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? '']));
  });
}

/** What the portal has of a machine, as its export says. */
async function exported(machine: string, ticks: CollectionRecord[][], kind = 'host'): Promise<Row[]> {
  const { key } = await createApiKey(ctx, { name: 'read', scopes: ['read'] });
  const [first, last] = [ticks[0]?.[0]?.timestamp ?? 0, ticks.at(-1)?.[0]?.timestamp ?? 0];
  const url = `http://localhost:3000/x?machine_id=${machine}&start=${first}&end=${last + 1}&kind=${kind}`;
  const response = await exportSamples(new Request(url, { headers: { host: 'localhost', apikey: key } }), {
    params: Promise.resolve({}),
  });
  expect(response.status).toBe(200);
  return readCsv(await response.text()).map(({ machine_id: _, ...row }) => row as Row);
}

test('ping answers a good key', async () => {
  const { apikey } = await newMachine();
  expect(await call(ping, apikey, { timestamp: 1 })).toMatchObject({
    status: 200,
    body: { error: null, message: 'pong' },
  });
  expect(await call(ping, apikey, undefined)).toMatchObject({ status: 200 });
});

test.each([
  ['none', null],
  ['a wrong one', 'pmk_wrong'],
  ['an old one', '12345678'],
])('key: %s is 401 with an error, and only that', async (_, key) => {
  for (const route of [ping, trickle])
    expect(await call(route, key, { measurements: [] })).toMatchObject({
      status: 401,
      body: { error: expect.any(String) },
    });
  expect(Object.keys((await call(trickle, key, {})).body ?? {})).toEqual(['error']);
  expect((await call(ingest, key, {})).body).toMatchObject({
    error: expect.any(String),
    status: 'error',
    error_code: key === null ? 'UNAUTHENTICATED' : 'INVALID_API_KEY',
  });
});

describe('faults of the body', () => {
  const record = { timestamp: 1_767_813_011, subsystem: '/proc/stat', measurement: 'cpu  1 2 3 4' };
  test.each([
    ['no JSON', '{', 400],
    ['nothing', {}, 400],
    ['a list', [], 400],
    ['no records', { measurements: [] }, 400],
    ['null', { measurements: null }, 400],
    ['a record without time', { measurements: [{ ...record, timestamp: undefined }] }, 400],
    ['a time in words', { measurements: [{ ...record, timestamp: '2026-01-01' }] }, 400],
    ['a cut-off file', { measurements: [{ ...record, measurement: 'cpu  1 2' }] }, 400],
    ['a time in milliseconds', { measurements: [{ ...record, timestamp: 1_767_813_011_000 }] }, 400],
    ['a time to come', { measurements: [{ ...record, timestamp: 4_000_000_000 }] }, 400],
    ['another machine', { identifier: 'other', measurements: [record] }, 403],
    ['over the limit', 'x'.repeat(1024 * 1024 + 1), 413],
  ])('%s', async (_, body, expected) => {
    const { apikey } = await newMachine();
    expect(await call(trickle, apikey, body)).toMatchObject({
      status: expected,
      body: { error: expect.any(String) },
    });
  });
});

test('ingest takes either body; status tells what was taken', async () => {
  const { name, apikey } = await newMachine();
  const now = Math.floor(Date.now() / 1000) * 1000;
  const [first, ...rest] = makeSnapshots([now - 15_000, now - 10_000, now - 5000], now - 9_000_000);
  const numbered = await call(ingest, apikey, {
    stream: crypto.randomUUID(),
    first_seq: 1,
    snapshots: [first],
  });
  expect(numbered).toMatchObject({ status: 200, body: { error: null, acked_through: 1 } });
  const measurements = rest.flatMap(({ records }) => records);
  // Go leaves a name that was not set empty.
  expect(await call(ingest, apikey, { identifier: '', measurements })).toMatchObject(stored);
  const { body } = await askRoute(status, 'http://localhost/x', { headers: { apikey } });
  expect(body).toMatchObject({ machine_id: name, online: true, acked_through: 2, batches_waiting: 2 });
});

describe.skipIf(!present).each(['azure-1cpu', 'oci-vm01'])('recording %s, replayed', (folder) => {
  let ticks: CollectionRecord[][];
  let rows: Row[];
  let machine: { name: string; apikey: string };
  beforeAll(async () => {
    ticks = readTicks(`${folder}/collection.json`);
    machine = await newMachine();
    for (const measurements of ticks)
      expect(await call(trickle, machine.apikey, { identifier: machine.name, measurements })).toMatchObject(
        stored,
      );
    rows = await exported(machine.name, ticks);
  });

  test('is there, snapshot by snapshot, and agrees with the earlier portal', () => {
    expect(rows.map(({ timestamp }) => Number(timestamp))).toEqual(ticks.map(([first]) => first?.timestamp));
    const ours = new Map(rows.map((row) => [row.timestamp, row]));
    let compared = 0;
    // The earlier portal's first row merges two intervals; ours are apart.
    for (const row of readCsv(readFileSync(join(FIXTURES, folder, 'portal.csv'), 'utf8')).slice(1)) {
      for (const [column, id, unit, tolerance] of [
        ['cpu_user', 'cpu_user', 1, 1e-6],
        ['cpu_system', 'cpu_system', 1, 1e-6],
        ['cpu_idle', 'cpu_idle', 1, 1e-6],
        ['cpu_iowait', 'cpu_iowait', 1, 1e-6],
        ['cpu_steal', 'cpu_steal', 1, 1e-6],
        ['mem_free_kb', 'mem_free', 1 / 1024, 1e-6],
        // Whole bytes there.
        ['disk_read_bytes', 'disk_read_bytes', 1, 3],
        ['disk_write_bytes', 'disk_write_bytes', 1, 3],
        ['net_rx_bytes', 'net_rx_bytes', 1, 3],
        ['net_tx_bytes', 'net_tx_bytes', 1, 3],
      ] as const) {
        const value = ours.get(row.timestamp ?? '')?.[id];
        expect(value, `${row.timestamp} ${id}`).toMatch(/\d/);
        const off = Math.abs(Number(value) - Number(row[column]) * unit);
        expect(off, `${row.timestamp} ${id}: ${value} ${row[column]}`).toBeLessThan(tolerance);
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(1000);
  });

  test('all again, by an agent that starts anew, stores nothing', async () => {
    for (const measurements of ticks.slice(-20))
      expect(await call(trickle, machine.apikey, { measurements })).toMatchObject(stored);
    expect(await call(trickle, machine.apikey, { measurements: ticks.flat() })).toMatchObject(stored);
    expect(await exported(machine.name, ticks)).toEqual(rows);
    const { body } = await askRoute(status, 'http://localhost/x', { headers: { apikey: machine.apikey } });
    expect(body).toMatchObject({ acked_through: ticks.length, batches_waiting: ticks.length });
  });

  test('in one post, and in any order, it is the same', async () => {
    const [whole, mixed] = [await newMachine(), await newMachine()];
    expect(await call(trickle, whole.apikey, { measurements: ticks.flat() })).toMatchObject(stored);
    expect(await exported(whole.name, ticks)).toEqual(rows);
    // Neighbours swapped, each fourth far behind.
    const order = ticks.map((tick, index) => ({
      tick,
      at: index + (index % 4 === 3 ? 9.5 : index % 2 ? -1.5 : 0),
    }));
    for (const { tick } of order.sort((a, b) => a.at - b.at))
      expect(await call(trickle, mixed.apikey, { measurements: tick })).toMatchObject(stored);
    expect(await exported(mixed.name, ticks)).toEqual(rows);
  });
});

test.skipIf(!present)('recording of containers, replayed', async () => {
  const ticks = readTicks('containers/container_collection.json');
  const machine = await newMachine();
  for (const measurements of ticks)
    expect(await call(trickle, machine.apikey, { measurements })).toMatchObject(stored);
  const rows = await exported(machine.name, ticks, 'container');
  expect(rows.length).toBe(ticks.flat().length);
  expect(new Set(rows.map(({ entity }) => entity)).size).toBe(3);
});
