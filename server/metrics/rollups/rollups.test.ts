import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { tenantDb } from '#server/db/tenant-db.ts';
import { putDay } from '#server/metrics/testing/put-day.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { decodeSketches } from './decode-sketches.ts';
import { encodeSketches } from './encode-sketches.ts';
import { mergeSketches } from './merge-sketches.ts';
import { readRollups } from './read-rollups.ts';
import { rollUpDue } from './roll-up-due.ts';

const HOUR = 3_600_000;
const day = Date.UTC(2026, 0, 7);
let ctx: TenantContext;
beforeAll(async () => {
  ctx = await freshTenant();
});

const range = { start: new Date(day), end: new Date(day + 24 * HOUR) };

/** Samples at these times (ms of the day) with these values of disk_read_bytes, of one disk. */
const put = (machineId: string, times: readonly number[], values: (number | null)[], entity = 'sda') =>
  putDay(ctx, {
    machineId,
    kind: 'disk',
    columns: {
      time: times.map((time) => day + time),
      entity: times.map(() => entity),
      values: { disk_read_bytes: values, disk_wait: values.map(() => 3) },
    },
  });

const read = (machineId: string, metric = 'disk_read_bytes') =>
  readRollups(ctx, { machineIds: [machineId], kind: 'disk', metrics: [metric], ...range, sketches: true });

describe('rollups', () => {
  test('say per hour, entity and metric what the samples say', async () => {
    const machineId = randomUUID();
    await put(machineId, [0, 1000, HOUR - 1, HOUR, 5 * HOUR], [1, 5, 3, null, 7]);
    await put(machineId, [0, HOUR], [10, 20], 'sdb');
    expect(await rollUpDue(ctx)).toBe(1);
    expect(await rollUpDue(ctx)).toBe(0);
    const [first, second] = await read(machineId);
    expect(first).toMatchObject({
      machineId,
      entity: 'sda',
      metric: 'disk_read_bytes',
      hour: [day, day + 5 * HOUR],
      count: [3, 1],
      sum: [9, 7],
      min: [1, 7],
      max: [5, 7],
    });
    expect(second).toMatchObject({ entity: 'sdb', hour: [day, day + HOUR], count: [1, 1], max: [10, 20] });
    const [same] = await read(machineId, 'disk_wait');
    expect(same).toMatchObject({ count: [3, 1, 1], min: [3, 3, 3] });
    expect(same && mergeSketches(same)).toMatchObject({ p50: 3, p99: 3, p100: 3 });
    const others = { machineIds: [machineId], kind: 'disk' as const, metrics: ['disk_read_bytes'], ...range };
    expect(await readRollups(ctx, { ...others, entities: ['sdb'] })).toHaveLength(1);
    expect(await readRollups(await freshTenant(), others)).toEqual([]);
  });

  test('follow what is stored later, and stay where the samples are gone', async () => {
    const machineId = randomUUID();
    const { pool } = await tenantDb(ctx.tenant);
    await put(machineId, [0, HOUR], [1, 2]);
    await rollUpDue(ctx);
    await put(machineId, [0, 1000], [5, 6]);
    await rollUpDue(ctx);
    expect(await read(machineId)).toMatchObject([{ count: [2, 1], sum: [11, 2] }]);

    await pool.query('DELETE FROM segment WHERE machine_id = $1', [machineId]);
    await pool.query(
      `UPDATE rollup_hour SET final = true WHERE machine_id = $1 AND hour < to_timestamp($2)`,
      [machineId, (day + HOUR) / 1000],
    );
    await put(machineId, [0, HOUR, 2 * HOUR], [100, 100, 100]);
    await rollUpDue(ctx);
    expect(await read(machineId)).toMatchObject([{ count: [2, 1, 1], sum: [11, 100, 100] }]);
  });

  test('a segment that cannot be read is told, and the others are rolled up', async () => {
    const [broken, whole] = [randomUUID(), randomUUID()];
    await put(broken, [0], [1]);
    await put(whole, [0], [1]);
    const { pool } = await tenantDb(ctx.tenant);
    await pool.query(`UPDATE segment SET data = 'PAR1 and no more' WHERE machine_id = $1`, [broken]);
    await expect(rollUpDue(ctx)).rejects.toThrow('1 segments could not be rolled up');
    expect(await read(whole)).toHaveLength(1);
    await pool.query('DELETE FROM segment WHERE machine_id = $1', [broken]);
  });
});

test('sketches come back as they were stored', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          zeros: fc.nat({ max: 100_000 }),
          bins: fc.uniqueArray(
            fc.tuple(fc.integer({ min: -40_000, max: 40_000 }), fc.integer({ min: 1, max: 1e6 })),
            {
              selector: ([key]) => key,
            },
          ),
        }),
      ),
      (metrics) => {
        const buckets = metrics.map(({ zeros, bins }) => {
          const sorted = bins.toSorted(([a], [b]) => a - b);
          return { zeros, keys: sorted.map(([key]) => key), counts: sorted.map(([, count]) => count) };
        });
        expect(decodeSketches(encodeSketches(buckets), buckets.length)).toEqual(buckets);
      },
    ),
  );
});

const measured = fc.oneof(
  fc.constant(0),
  fc.double({ min: 0, max: 1e-300, noNaN: true }),
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.double({ min: 0, max: 1e15, noNaN: true }),
  fc.integer({ min: 0, max: 100 }),
);

test('percentiles over several hours are within 1 % of exact ones', async () => {
  const property = fc.asyncProperty(fc.array(measured, { minLength: 1, maxLength: 400 }), async (values) => {
    const machineId = randomUUID();
    await put(
      machineId,
      values.map((_, index) => index * 40_000),
      values,
    );
    await rollUpDue(ctx);
    const [series] = await read(machineId);
    const found = series && mergeSketches(series);
    const sorted = values.toSorted((a, b) => a - b);
    const at = (quantile: number) => sorted[Math.floor(quantile * (sorted.length - 1))] ?? 0;
    for (const [name, quantile] of [
      ['p50', 0.5],
      ['p75', 0.75],
      ['p95', 0.95],
      ['p97_5', 0.975],
      ['p99', 0.99],
    ] as const) {
      const exact = at(quantile);
      // Below the smallest normal number there is no relative accuracy: it counts as zero.
      expect(Math.abs((found?.[name] ?? Number.NaN) - exact)).toBeLessThanOrEqual(exact * 0.010001 + 1e-307);
    }
    expect(found?.p100).toBe(sorted.at(-1));
  });
  await fc.assert(property, { numRuns: Number(process.env.DRILL_ROUNDS ?? 8) });
});
