import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { fromBuffer } from 'yauzl';
import { HOST_COLUMNS, metricsOf } from '#agent/contract/metrics.ts';
import { KINDS } from '#agent/contract/sample.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { connectDuckdb } from '#server/metrics/duckdb/connect-duckdb.ts';
import { scratchFolder } from '#server/metrics/duckdb/data-folders.ts';
import { querySeries } from '#server/metrics/query/query-series.ts';
import type { BatchData } from '#server/metrics/samples/batch-data.ts';
import { sealBatches } from '#server/metrics/segments/seal-batches.ts';
import { everyMs, makeSnapshots } from '#server/metrics/testing/make-snapshots.ts';
import { type TricklingMachine, tricklingMachine } from '#server/metrics/testing/trickling-machine.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { exportFilename } from './export-filename.ts';
import type { ExportRequest } from './export-request.ts';
import { exportSamples } from './export-samples.ts';

const HOUR = 3_600_000;
const base = Math.floor(Date.now() / HOUR) * HOUR - 3 * HOUR;
/** Across an hour: the first half is sealed, the second is not. */
const start = base + HOUR - 1_500_000;
const COUNT = 3000;

let ctx: TenantContext;
let machine: TricklingMachine;
beforeAll(async () => {
  ctx = await freshTenant();
  machine = await tricklingMachine(ctx, 'server01');
  const times = everyMs(start + 120, COUNT, 1000);
  for (let at = 0; at < COUNT; at += 300)
    await machine.send(at + 1, makeSnapshots(times.slice(at, at + 300), start - 100_000));
  await sealBatches(ctx, { machineId: machine.id, before: new Date(base + HOUR) });
});

const range = { start: new Date(base), end: new Date(base + 2 * HOUR) };
const request = (more: Partial<ExportRequest> = {}) =>
  exportSamples(ctx, {
    machineId: machine.id,
    ...range,
    kind: 'host',
    format: 'csv',
    resolution: 'raw',
    ...more,
  });
const text = async (more: Partial<ExportRequest> = {}) => new Response((await request(more)).stream).text();
const cells = async (more: Partial<ExportRequest> = {}) => {
  const lines = (await text(more)).split('\n');
  expect(lines.pop()).toBe('');
  return lines.map((line) => line.split(','));
};

/** A delivery of these samples, as trickle keeps it. */
const insert = async (machineId: string, data: BatchData) => {
  const { pool } = await tenantDb(ctx.tenant);
  const times = Object.values(data).flatMap(({ time }) => time);
  await pool.query(
    `INSERT INTO sample_batch (machine_id, stream_id, first_seq, last_seq, first_time, last_time, data)
     VALUES ($1, $1, 1, 1, $2, $3, $4)`,
    [machineId, new Date(Math.min(...times)), new Date(Math.max(...times)), data],
  );
};

const CONTRACT =
  'timestamp,machine_id,cpu_user,cpu_system,cpu_idle,cpu_iowait,mem_total,mem_used,mem_available,mem_buffers,mem_cached,disk_read_bytes,disk_write_bytes,disk_read_ops,disk_write_ops,net_rx_bytes,net_tx_bytes,net_rx_packets,net_tx_packets';

describe('csv', () => {
  test('has the columns of the contract first, and every value to the bit', async () => {
    const file = await request();
    expect(file.contentType).toBe('text/csv; charset=utf-8');
    await file.stream.cancel();
    const [head = [], ...rows] = await cells();
    expect(head.join(',').startsWith(`${CONTRACT},`)).toBe(true);
    expect(head).toEqual(['timestamp', 'machine_id', ...HOST_COLUMNS]);
    const series = await querySeries(ctx, { machineId: machine.id, ...range, kind: 'host', maxPoints: 5000 });
    expect(rows).toHaveLength(COUNT);
    rows.forEach((row, index) => {
      expect(Math.round(Number(row[0]) * 1000)).toBe(series.timestamps[index]);
      expect(row[1]).toBe('server01');
      HOST_COLUMNS.forEach((id, column) => {
        const cell = row[column + 2];
        expect(cell === '' ? null : Number(cell)).toBe(series.series[id]?.avg[index]);
      });
    });
    expect(rows[0]?.[0]).toBe(String((start + 120) / 1000));
    expect(rows[0]?.[2]).toBe('');
  });

  test.each(KINDS.filter((kind) => kind !== 'host'))('of kind %s names the entity', async (kind) => {
    const [head, ...rows] = await cells({ kind });
    expect(head).toEqual(['timestamp', 'machine_id', 'entity', ...metricsOf(kind).map(({ id }) => id)]);
    const perSnapshot = { cpu: 2, disk: 1, net: 1 }[kind as string] ?? 0;
    expect(rows).toHaveLength(COUNT * perSnapshot);
    if (kind === 'cpu') expect(rows.slice(0, 2).map((row) => row[2])).toEqual(['cpu0', 'cpu1']);
  });

  test('coarser than raw: means under the start of the bucket', async () => {
    const [head = [], ...rows] = await cells({ resolution: '1m' });
    expect(rows.map(([time]) => Number(time) * 1000)).toEqual(everyMs(start, 50, 60_000));
    const minute = await querySeries(ctx, {
      machineId: machine.id,
      start: new Date(start + 60_000),
      end: new Date(start + 120_000),
      kind: 'host',
      metrics: ['load_1'],
    });
    const mean = minute.series.load_1!.avg.reduce<number>((sum, value) => sum + value!, 0) / 60;
    expect(Number(rows[1]?.[head.indexOf('load_1')])).toBeCloseTo(mean, 10);
  });

  test('escapes names that a spreadsheet or a CSV reader would take for more than a name', async () => {
    const first = async (name: string) => {
      const { id } = await tricklingMachine(ctx, name);
      await insert(id, { net: { time: [base + 500], entity: [name], values: { net_rx_bytes: [-0.1] } } });
      return (await text({ machineId: id, kind: 'net' })).split('\n')[1];
    };
    const values = `-0.1${','.repeat(HOST_COLUMNS.filter((id) => id.startsWith('net_')).length + 3)}`;
    const time = (base + 500) / 1000;
    expect(await first('=cmd()')).toBe(`${time},'=cmd(),'=cmd(),${values}`);
    expect(await first('@x,"y"')).toBe(`${time},"'@x,""y""","'@x,""y""",${values}`);
    expect(await first('-a')).toBe(`${time},'-a,'-a,${values}`);
    expect(await first('server-1')).toBe(`${time},server-1,server-1,${values}`);
  });

  test('writes any number so that it reads back to the same bits', async () => {
    const { id } = await tricklingMachine(ctx, 'numbers');
    const values = fc.sample(fc.double({ noNaN: true, noDefaultInfinity: true }), { numRuns: 2000, seed: 4 });
    const time = values.map((_, index) => base + index);
    await insert(id, { host: { time, entity: time.map(() => ''), values: { load_1: values } } });
    const [head = [], ...rows] = await cells({ machineId: id });
    // JSON, in which batches are kept, has no −0.
    const expected = values.map((value) => value + 0);
    expect(rows.map((row) => Number(row[head.indexOf('load_1')]))).toEqual(expected);
    expect(rows.map((row) => Math.round(Number(row[0]) * 1000))).toEqual(time);
  });
});

test('json lines have the same fields', async () => {
  const lines = (await text({ format: 'json' })).trimEnd().split('\n');
  const [head = [], first = []] = await cells();
  expect(lines).toHaveLength(COUNT);
  const row = JSON.parse(lines[0] ?? '');
  expect(Object.keys(row)).toEqual(head);
  expect(row.timestamp).toBe(Number(first[0]));
  expect(row.cpu_user).toBeNull();
});

test('parquet has the same rows, and leaves no file behind', async () => {
  const before = (await readdir(scratchFolder())).length;
  const file = await request({ format: 'parquet' });
  const bytes = new Uint8Array(await new Response(file.stream).arrayBuffer());
  const path = join(scratchFolder(), 'read-back.parquet');
  await writeFile(path, bytes);
  const connection = await connectDuckdb();
  const found = await connection.runAndReadAll(
    'SELECT count(*), min(epoch_ms(timestamp)), any_value(machine_id), sum(load_1) FROM read_parquet($1)',
    [path],
  );
  connection.closeSync();
  const [head = [], ...rows] = await cells();
  const load = rows.reduce((sum, row) => sum + Number(row[head.indexOf('load_1')]), 0);
  const [count, first, name, sum] = found.getRows()[0]!;
  expect([count, first, name]).toEqual([BigInt(COUNT), BigInt(start + 120), 'server01']);
  expect(Number(sum)).toBeCloseTo(load, 6);
  await expect.poll(async () => (await readdir(scratchFolder())).length).toBe(before + 1);
});

/** Names of the files in a zip, and what they hold. */
const unzip = (bytes: Buffer) =>
  new Promise<Map<string, string>>((resolve, reject) => {
    const files = new Map<string, string>();
    fromBuffer(bytes, { lazyEntries: true }, (fault, zip) => {
      if (fault) return reject(fault);
      zip.on('error', reject);
      zip.on('end', () => resolve(files));
      zip.on('entry', (entry) =>
        zip.openReadStream(entry, async (error, stream) => {
          if (error) return reject(error);
          files.set(entry.fileName, await new Response(Readable.toWeb(stream) as ReadableStream).text());
          zip.readEntry();
        }),
      );
      zip.readEntry();
    });
  });

test.each(['csv', 'json', 'parquet'] as const)('all kinds as a zip of %s', async (format) => {
  const before = (await readdir(scratchFolder())).length;
  const file = await request({ kind: 'all', format });
  expect(file).toMatchObject({
    contentType: 'application/zip',
    filename: expect.stringMatching(/^server01_all_.*\.zip$/),
  });
  const files = await unzip(Buffer.from(await new Response(file.stream).arrayBuffer()));
  const kinds = ['host', 'cpu', 'disk', 'net'] as const;
  expect([...files.keys()]).toEqual(
    kinds.map((kind) => exportFilename('server01', { kind, format, ...range })),
  );
  if (format !== 'parquet')
    expect([...files.values()]).toEqual(await Promise.all(kinds.map((kind) => text({ kind, format }))));
  await expect.poll(async () => (await readdir(scratchFolder())).length).toBe(before);
});

test('no part of a zip is kept once it is read', async () => {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const reader = (await request({ kind: 'all', format: 'json' })).stream.getReader();
  const parts: WeakRef<Uint8Array>[] = [];
  let most = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(new WeakRef(value));
    // Often enough to see parts pile up.
    if (parts.length % 4 !== 0) continue;
    // What is looked at by a weak reference stays until the turn is over.
    await turn();
    collect();
    most = Math.max(most, parts.filter((part) => part.deref() !== undefined).length);
  }
  expect(parts.length).toBeGreaterThan(20);
  expect(most).toBeLessThan(10);
});

test('nothing in the range: the heads alone', async () => {
  const nothing = { start: new Date(base - HOUR), end: new Date(base) };
  expect(await text(nothing)).toBe(`timestamp,machine_id,${HOST_COLUMNS.join(',')}\n`);
  expect(await text({ ...nothing, format: 'json' })).toBe('');
  const { stream } = await request({ ...nothing, kind: 'all' });
  const files = await unzip(Buffer.from(await new Response(stream).arrayBuffer()));
  expect(files.size).toBe(1);
});

test.each(['host', 'all'] as const)('a reader of %s that leaves closes what it used', async (kind) => {
  const before = (await readdir(scratchFolder())).length;
  const { stream } = await request({ kind });
  const reader = stream.getReader();
  await reader.read();
  expect((await readdir(scratchFolder())).length).toBe(before + 1);
  await reader.cancel();
  expect((await readdir(scratchFolder())).length).toBe(before);
});

test('an unknown machine is refused and leaves nothing behind', async () => {
  const before = (await readdir(scratchFolder())).length;
  await expect(request({ machineId: crypto.randomUUID() })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect((await readdir(scratchFolder())).length).toBe(before);
});

test('the audit trail says what left, before it has left', async () => {
  const own = await freshTenant(['read', 'write', 'ingest']);
  const { id } = await tricklingMachine(own, 'audited');
  const { prisma } = await tenantDb(own.tenant);
  const entries = () =>
    prisma.auditEntry.findMany({ where: { verb: 'samples.export' }, orderBy: { id: 'asc' } });
  const asked = { machineId: id, ...range, kind: 'disk', format: 'json', resolution: '1m' } as const;
  const { stream } = await exportSamples(own, asked);
  const found = await entries();
  expect(found).toMatchObject([
    {
      actorId: own.actor.id,
      target: 'audited',
      result: 'done',
      details: {
        start: range.start.toISOString(),
        end: range.end.toISOString(),
        kind: 'disk',
        format: 'json',
        resolution: '1m',
      },
    },
  ]);
  await stream.cancel();
  await expect(exportSamples(own, { ...asked, machineId: crypto.randomUUID() })).rejects.toThrow();
  expect(await entries()).toEqual(found);
});

test('a sample from before a metric existed is exported with an empty cell', async () => {
  const old = await tricklingMachine(ctx, 'old');
  await insert(old.id, { host: { time: [base], entity: [''], values: { cpu_user: [1.25] } } });
  const expected = [String(base / 1000), 'old', '1.25', ...HOST_COLUMNS.slice(1).map(() => '')];
  expect((await cells({ machineId: old.id }))[1]).toEqual(expected);
  await sealBatches(ctx, { machineId: old.id, before: new Date(base + HOUR) });
  expect((await cells({ machineId: old.id }))[1]).toEqual(expected);
});

test.each([
  ['server01', 'host', 'csv', 'server01_2026-01-07T191011Z_2026-01-08T191011Z.csv'],
  [
    '../../etc/pass wd"',
    'disk',
    'json',
    '__.._etc_pass_wd__disk_2026-01-07T191011Z_2026-01-08T191011Z.jsonl',
  ],
  ['größe', 'host', 'parquet', 'gr_e_2026-01-07T191011Z_2026-01-08T191011Z.parquet'],
] as const)('the file of %s', (name, kind, format, expected) => {
  const [from, to] = [new Date('2026-01-07T19:10:11Z'), new Date('2026-01-08T19:10:11.500Z')];
  expect(exportFilename(name, { kind, format, start: from, end: to })).toBe(expected);
});
