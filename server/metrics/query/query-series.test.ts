import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { AppError } from '#server/errors.ts';
import { segmentCacheFolder } from '#server/metrics/duckdb/data-folders.ts';
import { sealBatches } from '#server/metrics/segments/seal-batches.ts';
import { everyMs, makeSnapshots } from '#server/metrics/testing/make-snapshots.ts';
import { type TricklingMachine, tricklingMachine } from '#server/metrics/testing/trickling-machine.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { querySeries } from './query-series.ts';
import { queryStats } from './query-stats.ts';

const HOUR = 3_600_000;
const base = Math.floor(Date.now() / HOUR) * HOUR - 3 * HOUR;
const boot = base - 100_000;

let ctx: TenantContext;
let number = 0;
beforeAll(async () => {
  ctx = await freshTenant();
});

async function machineWith(times: readonly number[]): Promise<TricklingMachine> {
  const machine = await tricklingMachine(ctx, `machine${++number}`);
  for (let at = 0; at < times.length; at += 500)
    await machine.send(at + 1, makeSnapshots(times.slice(at, at + 500), boot));
  return machine;
}

const ask = (machine: TricklingMachine, from: number, to: number, maxPoints?: number) =>
  querySeries(ctx, {
    machineId: machine.id,
    kind: 'host',
    metrics: ['load_1', 'cpu_used'],
    start: new Date(from),
    end: new Date(to),
    ...(maxPoints && { maxPoints }),
  });

describe('raw samples', () => {
  test('start is included, end is not, and the interval is said', async () => {
    const machine = await machineWith(everyMs(base, 60, 1000));
    const found = await ask(machine, base + 10_000, base + 20_000);
    expect(found).toMatchObject({ raw: true, source: 'raw', resolutionSeconds: 1, entities: {} });
    expect(found.timestamps).toEqual(everyMs(base + 10_000, 10, 1000));
    expect(Object.keys(found.series).sort()).toEqual(['cpu_used', 'load_1']);
    expect(found.series.load_1?.avg).toHaveLength(10);
    expect(found.series.load_1?.max).toEqual(found.series.load_1?.avg);
  });

  test('a missing stretch has a null point an interval after the last sample', async () => {
    const machine = await machineWith([...everyMs(base, 5, 1000), ...everyMs(base + 60_000, 5, 1000)]);
    const found = await ask(machine, base, base + HOUR);
    expect(found.timestamps).toEqual([
      ...everyMs(base, 5, 1000),
      base + 5000,
      ...everyMs(base + 60_000, 5, 1000),
    ]);
    expect(found.series.load_1?.avg[4]).not.toBeNull();
    expect(found.series.load_1?.avg[5]).toBeNull();
    expect(found.series.load_1?.avg[6]).not.toBeNull();
  });

  test('a slower interval is no row of holes: the line breaks once, where it changes', async () => {
    const machine = await machineWith([...everyMs(base, 20, 15_000), ...everyMs(base + 300_000, 60, 1000)]);
    const found = await ask(machine, base, base + HOUR);
    const holes = found.timestamps.filter((_, index) => found.series.load_1?.avg[index] === null);
    expect(holes).toEqual([base + 286_000]);
  });

  test('nothing in the range', async () => {
    const machine = await machineWith(everyMs(base, 3, 1000));
    const found = await ask(machine, base - HOUR, base);
    expect(found).toMatchObject({ raw: true, timestamps: [], events: [] });
    expect(found.series.load_1).toEqual({ avg: [], min: [], max: [] });
  });

  test('kinds with entities, some of them or none', async () => {
    const machine = await machineWith(everyMs(base, 3, 1000));
    const query = {
      machineId: machine.id,
      kind: 'cpu' as const,
      metrics: ['cpu_used'],
      start: new Date(base),
      end: new Date(base + HOUR),
    };
    expect(Object.keys((await querySeries(ctx, query)).entities)).toEqual(['cpu0', 'cpu1']);
    const one = await querySeries(ctx, { ...query, entities: ['cpu1', "o'cpu"] });
    expect(Object.keys(one.entities)).toEqual(['cpu1']);
    expect(one.entities.cpu1?.cpu_used?.avg).toHaveLength(3);
    expect((await querySeries(ctx, { ...query, entities: [] })).entities).toEqual({});
  });
});

describe('buckets', () => {
  test('are aligned to the clock and agree with the raw samples', async () => {
    const times = everyMs(base + 7000, 1500, 1000);
    const machine = await machineWith(times);
    const raw = await ask(machine, base, base + HOUR, 2000);
    const found = await ask(machine, base, base + HOUR, 100);
    expect(found).toMatchObject({ raw: false, resolutionSeconds: 15 });
    expect(found.timestamps[0]).toBe(base);
    expect(found.timestamps.every((time, index) => time === base + index * 15_000)).toBe(true);
    found.timestamps.forEach((bucket, index) => {
      const inside = times.flatMap((time, row) => {
        const value = raw.series.load_1?.avg[row];
        return time >= bucket && time < bucket + 15_000 && typeof value === 'number' ? [value] : [];
      });
      const mean = inside.reduce((sum, value) => sum + value, 0) / inside.length;
      expect(found.series.load_1?.avg[index]).toBeCloseTo(mean, 10);
      expect(found.series.load_1?.min[index]).toBe(Math.min(...inside));
      expect(found.series.load_1?.max[index]).toBe(Math.max(...inside));
    });
  });

  test('a spike of one second is seen in an hour', async () => {
    const machine = await tricklingMachine(ctx, `machine${++number}`);
    const times = everyMs(base, 3000, 1000);
    const spike = base + 1_234_000;
    for (let at = 0; at < times.length; at += 500)
      await machine.send(at + 1, makeSnapshots(times.slice(at, at + 500), boot, spike));
    const found = await ask(machine, base, base + HOUR, 60);
    expect(found.resolutionSeconds).toBe(60);
    const highest = Math.max(...(found.series.cpu_used?.max ?? []).map((value) => value ?? 0));
    const index = found.series.cpu_used?.max.indexOf(highest) ?? -1;
    expect(highest).toBeGreaterThan(70);
    expect(found.timestamps[index]).toBe(Math.floor(spike / 60_000) * 60_000);
    expect(found.series.cpu_used?.avg[index]).toBeLessThan(30);
  });

  test('an outage is empty buckets, and jitter is none', async () => {
    const jittered = everyMs(base, 1200, 1000).map((time, index) => time + (index % 3) * 200);
    const machine = await machineWith([...jittered, ...everyMs(base + 1_800_000, 300, 1000)]);
    const found = await ask(machine, base, base + HOUR, 700);
    expect(found.resolutionSeconds).toBe(5);
    expect(found.timestamps).toEqual(everyMs(base, (1_800_000 + 300_000) / 5000, 5000));
    const empty = found.timestamps.filter((_, index) => found.series.load_1?.avg[index] === null);
    expect(empty).toEqual(everyMs(base + 1_200_000, 120, 5000));
  });

  test('their width follows the data, not the range', async () => {
    const machine = await machineWith(everyMs(base, 1200, 1000));
    const found = await ask(machine, base - 20 * 24 * HOUR, base + HOUR, 1000);
    expect(found.resolutionSeconds).toBe(2);
    expect(found.timestamps).toHaveLength(600);
  });
});

describe('refusals', () => {
  const rejected = (query: Partial<Parameters<typeof querySeries>[1]>, who = ctx) =>
    querySeries(who, {
      machineId: crypto.randomUUID(),
      kind: 'host',
      start: new Date(base),
      end: new Date(base + HOUR),
      ...query,
    }).then(
      () => 'accepted',
      (error: AppError) => error.code,
    );

  test.each([
    ['an unknown metric', { metrics: ['cpu_user', 'x" FROM y --'] }, 'INVALID_INPUT'],
    ['a metric of another kind', { metrics: ['disk_busy'] }, 'INVALID_INPUT'],
    ['an empty range', { end: new Date(base) }, 'INVALID_INPUT'],
    ['no date', { end: new Date('x') }, 'INVALID_INPUT'],
    ['half a point', { maxPoints: 0.5 }, 'INVALID_INPUT'],
    ['an unknown machine', {}, 'NOT_FOUND'],
    ['a machine that is no id', { machineId: "x'" }, 'NOT_FOUND'],
  ])('%s', async (_, query, code) => {
    expect(await rejected(query)).toBe(code);
  });

  test("another tenant's machine, and a key that may not read", async () => {
    const machine = await machineWith(everyMs(base, 3, 1000));
    expect(await rejected({ machineId: machine.id }, await freshTenant())).toBe('NOT_FOUND');
    expect(await rejected({ machineId: machine.id }, machine.key)).toBe('FORBIDDEN');
  });
});

test('damaged, cut and missing cache files are fetched again', async () => {
  ctx = await freshTenant();
  const machine = await machineWith(everyMs(base, 100, 1000));
  await sealBatches(ctx, { machineId: machine.id, before: new Date(base + HOUR) });
  const query = { machineId: machine.id, start: new Date(base), end: new Date(base + HOUR) };
  const expected = await queryStats(ctx, query);
  const folder = segmentCacheFolder(ctx.tenant.schemaName);
  const files = (await readdir(folder)).map((name) => join(folder, name));
  expect(files).toHaveLength(4);
  const [first = '', second = '', third = ''] = files;
  await writeFile(first, Buffer.alloc(4242, 'x'));
  await writeFile(second, '');
  const turned = await readFile(third);
  turned[Math.floor(turned.length / 2)] = (turned[Math.floor(turned.length / 2)] ?? 0) ^ 0xff;
  await writeFile(third, turned);
  await rm(files[3] ?? '');
  expect(await queryStats(ctx, query)).toEqual(expected);
  await rm(folder, { recursive: true });
  expect(await queryStats(ctx, query)).toEqual(expected);
});
