import { beforeAll, describe, expect, test } from 'vitest';
import { tenantDb } from '#server/db/tenant-db.ts';
import { registerMachine } from '#server/machines/register-machine.ts';
import { rollUpDue } from '#server/metrics/rollups/roll-up-due.ts';
import { putDay } from '#server/metrics/testing/put-day.ts';
import type { Band, SeriesResult } from '#server/metrics/types.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { querySeries } from './query-series.ts';
import { queryStats } from './query-stats.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const day = Date.UTC(2026, 0, 7);
const MINUTE = 60_000;

let ctx: TenantContext;
let machineId: string;
/** Three days of a sample each ten minutes; 5:00 to 8:00 of the second day is missing. */
beforeAll(async () => {
  ctx = await freshTenant();
  ({ id: machineId } = await registerMachine(ctx, { machine_id: 'server01' }));
  for (let number = 0; number < 3; number += 1) {
    const times = Array.from({ length: 144 }, (_, index) => day + number * DAY + index * 10 * MINUTE).filter(
      (time) => time < day + DAY + 5 * HOUR || time >= day + DAY + 8 * HOUR,
    );
    const wave = (time: number, more: number) => 50 + 40 * Math.sin(time / 7e6 + more);
    await putDay(ctx, {
      machineId,
      kind: 'host',
      columns: {
        time: times,
        entity: times.map(() => ''),
        values: {
          cpu_used: times.map((time) => wave(time, 0)),
          load_1: times.map((_, at) => (at % 3 ? at : null)),
        },
      },
    });
    await putDay(ctx, {
      machineId,
      kind: 'cpu',
      columns: {
        time: times.flatMap((time) => [time, time]),
        entity: times.flatMap(() => ['cpu0', 'cpu1']),
        values: { cpu_used: times.flatMap((time) => [wave(time, 1), wave(time, 2)]) },
      },
    });
  }
});

const QUESTIONS = [
  { kind: 'host', metrics: ['cpu_used', 'load_1'], maxPoints: 72 },
  { kind: 'host', metrics: ['cpu_used'], stepSeconds: 2 * 3600 },
  { kind: 'cpu', metrics: ['cpu_used'], stepSeconds: 3600, entities: ['cpu1'] },
  // The ends cut hours.
  { kind: 'host', metrics: ['cpu_used'], stepSeconds: 3600, start: new Date(day + 25 * MINUTE) },
  { kind: 'host', metrics: ['cpu_used'], stepSeconds: 6 * 3600, end: new Date(day + 2 * DAY + 25 * MINUTE) },
] as const;

const ask = (question: (typeof QUESTIONS)[number]) =>
  querySeries(ctx, { machineId, start: new Date(day), end: new Date(day + 3 * DAY), ...question });

function expectSame(found: SeriesResult, expected: SeriesResult): void {
  expect(found.timestamps).toEqual(expected.timestamps);
  const compare = (some: Record<string, Band>, other: Record<string, Band>) => {
    expect(Object.keys(some)).toEqual(Object.keys(other));
    for (const [id, { avg, min, max }] of Object.entries(some)) {
      expect(min).toEqual(other[id]!.min);
      expect(max).toEqual(other[id]!.max);
      avg.forEach((value, index) => {
        const exact = other[id]!.avg[index]!;
        if (value === null || exact === null) expect(value).toBe(exact);
        else expect(value).toBeCloseTo(exact, 9);
      });
    }
  };
  compare(found.series, expected.series);
  expect(Object.keys(found.entities)).toEqual(Object.keys(expected.entities));
  for (const [name, bands] of Object.entries(found.entities)) compare(bands, expected.entities[name]!);
}

describe('hourly rollups', () => {
  test('answer for buckets of whole hours as the raw samples do, and beyond them', async () => {
    const raw = [];
    for (const question of QUESTIONS) raw.push(await ask(question));
    expect(raw.map(({ source }) => source)).toEqual(QUESTIONS.map(() => 'raw'));
    expect(raw[0]).toMatchObject({ raw: false, resolutionSeconds: 3600 });
    expect(raw[0]!.series.cpu_used!.avg.filter((value) => value === null)).toHaveLength(3);

    const exact = await queryStats(ctx, { machineId, start: new Date(day), end: new Date(day + 3 * DAY) });
    expect(exact.approximate).toBe(false);
    await rollUpDue(ctx);
    for (const [index, question] of QUESTIONS.entries()) {
      const found = await ask(question);
      expect(found.source).toBe('rollup');
      expectSame(found, raw[index]!);
    }
    expect(
      (await querySeries(ctx, { machineId, kind: 'host', start: new Date(day), end: new Date(day + DAY) }))
        .source,
    ).toBe('raw');

    // Something new that is not rolled up yet: from there on the samples themselves.
    await putDay(ctx, {
      machineId,
      kind: 'host',
      columns: { time: [day + 2 * DAY + 90_000], entity: [''], values: { cpu_used: [100] } },
    });
    const late = await ask(QUESTIONS[0]);
    expect(late.source).toBe('rollup');
    expect(late.series.cpu_used!.max[48]).toBe(100);

    // Retention took the first day.
    const { pool } = await tenantDb(ctx.tenant);
    await pool.query('DELETE FROM segment WHERE machine_id = $1 AND starts_at < $2', [
      machineId,
      new Date(day + DAY),
    ]);
    const past = await ask({ ...QUESTIONS[0], maxPoints: 72 });
    expect(past).toMatchObject({ source: 'rollup', resolutionSeconds: 3600, raw: false });
    expectSame(past, late);
    const gone = await querySeries(ctx, {
      machineId,
      kind: 'host',
      metrics: ['cpu_used'],
      start: new Date(day),
      end: new Date(day + 5 * HOUR),
    });
    expect(gone).toMatchObject({ source: 'rollup', resolutionSeconds: 3600 });
    expect(gone.timestamps).toHaveLength(5);

    // Statistics over what is left of the first day and the samples of the others.
    const range = { machineId, start: new Date(day), end: new Date(day + 3 * DAY) };
    const stats = await queryStats(ctx, range);
    expect(stats).toMatchObject({ approximate: true, samples: exact.samples + 1 });
    const [found, known] = [stats.metrics.cpu_used!, exact.metrics.cpu_used!];
    expect(found).toMatchObject({
      count: known.count + 1,
      min: known.min,
      max: 100,
      p100: 100,
      stddev: null,
    });
    expect(found.avg).toBeCloseTo((known.avg! * known.count + 100) / (known.count + 1), 9);
    expect(found.current).toBe(known.current);
    for (const id of ['p50', 'p75', 'p90', 'p95', 'p99'] as const)
      expect(Math.abs(found[id]! / known[id]! - 1)).toBeLessThan(0.05);
    expect(stats.entities.cpu!.cpu1!.cpu_used!.count).toBe(exact.entities.cpu!.cpu1!.cpu_used!.count);
  });
});
