import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { tenantDb } from '#server/db/tenant-db.ts';
import { registerMachine } from '#server/machines/register-machine.ts';
import { putDay } from '#server/metrics/testing/put-day.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { queryQuality } from './query-quality.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const day = Date.UTC(2026, 0, 7);

let ctx: TenantContext;
let number = 0;
beforeAll(async () => {
  ctx = await freshTenant();
});

const every = (from: number, to: number, step: number) =>
  Array.from({ length: Math.ceil((to - from) / step) }, (_, index) => day + from + index * step);

/** A machine with a sample at each of these times. */
async function machineWith(times: readonly number[], values: Record<string, number> = { cpu_used: 50 }) {
  const { id } = await registerMachine(ctx, { machine_id: `machine${++number}` });
  if (times.length > 0)
    await putDay(ctx, {
      machineId: id,
      kind: 'host',
      columns: {
        time: [...times],
        entity: times.map(() => ''),
        values: Object.fromEntries(Object.entries(values).map(([id, value]) => [id, times.map(() => value)])),
      },
    });
  return id;
}
const ask = (machineId: string, from = 0, to = 4 * HOUR) =>
  queryQuality(ctx, { machineId, start: new Date(day + from), end: new Date(day + to) });

describe('presence', () => {
  test('an even row has no fault', async () => {
    const id = await machineWith(every(0, 4 * HOUR, 15_000));
    expect(await ask(id)).toEqual({
      score: 100,
      reasons: [],
      expected: 960,
      present: 960,
      coverage: 1,
      intervals: [{ from: day, seconds: 15 }],
      gaps: [],
      gapCount: 0,
      restarts: [],
      clockSteps: [],
      duplicates: 0,
      misfits: [],
    });
  });

  test('holes are found with what is missing in them, also at the ends', async () => {
    const times = [
      ...every(10 * MINUTE, HOUR, 15_000),
      ...every(HOUR + 30_000, 2 * HOUR, 15_000),
      ...every(2 * HOUR + 10 * MINUTE, 3 * HOUR, 15_000),
    ];
    const found = await ask(await machineWith(times), 0, 3 * HOUR + 5 * MINUTE);
    expect(found.gaps).toEqual([
      { start: day, end: day + 10 * MINUTE, missing: 40 },
      { start: day + HOUR - 15_000, end: day + HOUR + 30_000, missing: 2 },
      { start: day + 2 * HOUR - 15_000, end: day + 2 * HOUR + 10 * MINUTE, missing: 40 },
      { start: day + 3 * HOUR - 15_000, end: day + 3 * HOUR + 5 * MINUTE, missing: 20 },
    ]);
    expect(found).toMatchObject({ present: times.length, expected: 740, gapCount: 4 });
    expect(found.coverage).toBeCloseTo(times.length / 740, 12);
    expect(found.reasons.map(({ id }) => id)).toEqual(['coverage', 'gaps']);
    expect(found.score).toBe(Math.round(100 - 70 * (102 / 740) - 8));
  });

  test('a change of the interval is no hole, and expected is what each stretch would have', async () => {
    const times = [
      ...every(0, HOUR, 15_000),
      ...every(HOUR, 2 * HOUR, 1000),
      ...every(2 * HOUR, 4 * HOUR, MINUTE),
    ];
    const found = await ask(await machineWith(times));
    expect(found).toMatchObject({ score: 100, gapCount: 0, expected: times.length, coverage: 1 });
    expect(found.intervals).toEqual([
      { from: day, seconds: 15 },
      { from: day + HOUR, seconds: 1 },
      { from: day + 2 * HOUR, seconds: 60 },
    ]);
  });

  test('nothing at all', async () => {
    const found = await ask(await machineWith([]));
    expect(found).toMatchObject({ score: 0, present: 0, coverage: null, gapCount: 1 });
    expect(found.reasons).toEqual([
      { id: 'no_samples', text: 'There is no sample in this range.', points: 100 },
    ]);
  });

  test('the future is not expected', async () => {
    const { id } = await registerMachine(ctx, { machine_id: `machine${++number}` });
    const now = Date.now();
    const found = await queryQuality(ctx, {
      machineId: id,
      start: new Date(now + HOUR),
      end: new Date(now + 2 * HOUR),
    });
    expect(found).toMatchObject({ expected: 0, gaps: [] });
  });
});

test('interruptions, repeated rows and impossible values count, and say how much', async () => {
  const id = await machineWith(every(0, 4 * HOUR, 15_000), { cpu_used: 50, cpu_user: 101, mem_used: -1 });
  const { pool } = await tenantDb(ctx.tenant);
  for (const [type, at] of [
    ['restart', HOUR],
    ['clock_step', 2 * HOUR],
    ['restart', 5 * HOUR],
  ] as const)
    await pool.query('INSERT INTO machine_event (machine_id, at, type) VALUES ($1, $2, $3)', [
      id,
      new Date(day + at),
      type,
    ]);
  for (const from of [0, 20 * HOUR])
    await pool.query(
      `INSERT INTO upload (id, file_name, byte_count, status, machines, result) VALUES ($1, 'a.csv', 1, 'done', $2, $3)`,
      [
        randomUUID(),
        [id],
        {
          duplicates: 48,
          data_range: {
            start: new Date(day + from).toISOString(),
            end: new Date(day + from + HOUR).toISOString(),
          },
        },
      ],
    );
  const found = await ask(id);
  expect(found).toMatchObject({ restarts: [day + HOUR], clockSteps: [day + 2 * HOUR], duplicates: 48 });
  expect(found.misfits).toEqual([
    { kind: 'host', metric: 'cpu_user', count: 960, lowest: 101, highest: 101, range: [0, 100] },
    { kind: 'host', metric: 'mem_used', count: 960, lowest: -1, highest: -1, range: [0, 1e9] },
  ]);
  expect(found.reasons.map(({ id: reason, points }) => [reason, points])).toEqual([
    ['restarts', 1],
    ['clock_steps', 3],
    ['duplicates', 1],
    ['out_of_range', 15],
  ]);
  expect(found.score).toBe(80);
});
