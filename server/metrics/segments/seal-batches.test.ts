import { beforeAll, describe, expect, test } from 'vitest';
import { controlPool } from '#server/db/control.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { querySeries } from '#server/metrics/query/query-series.ts';
import { queryStats } from '#server/metrics/query/query-stats.ts';
import { everyMs, makeSnapshots } from '#server/metrics/testing/make-snapshots.ts';
import { type TricklingMachine, tricklingMachine } from '#server/metrics/testing/trickling-machine.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { sealBatches } from './seal-batches.ts';
import { sealDue } from './seal-due.ts';

const HOUR = 3_600_000;
/** The begin of a full hour three hours ago: two hours of samples from here are over. */
const base = Math.floor(Date.now() / HOUR) * HOUR - 3 * HOUR;
const boot = base - 100_000;
const range = { start: new Date(base), end: new Date(base + 3 * HOUR) };
const before = new Date(base + 3 * HOUR);

/** The kinds that these machines have samples of. */
const FILLED = ['host', 'cpu', 'disk', 'net'] as const;

let ctx: TenantContext;
let number = 0;
beforeAll(async () => {
  ctx = await freshTenant();
});

/** A machine with 30 minutes at 30 s on each side of an hour's begin, in deliveries of seven. */
async function filledMachine(): Promise<TricklingMachine> {
  const machine = await tricklingMachine(ctx, `machine${++number}`);
  const times = everyMs(base + HOUR / 2 + 120, 120, 30_000);
  for (let at = 0; at < times.length; at += 7)
    await machine.send(at + 1, makeSnapshots(times.slice(at, at + 7), boot));
  return machine;
}

/**
 * Every answer of the store. Sums of doubles depend in the last digits on the order of adding, which DuckDB's threads
 * choose: all but raw values are rounded to twelve digits.
 */
async function everything(machine: TricklingMachine) {
  const query = { machineId: machine.id, ...range };
  const raw = [];
  const rounded: unknown[] = [await queryStats(ctx, query)];
  for (const kind of FILLED) {
    raw.push(await querySeries(ctx, { ...query, kind, maxPoints: 2000 }));
    rounded.push(await querySeries(ctx, { ...query, kind, maxPoints: 100 }));
  }
  return {
    raw,
    rounded: JSON.parse(
      JSON.stringify(rounded, (_, value) =>
        typeof value === 'number' ? Number(value.toPrecision(12)) : value,
      ),
    ),
  };
}

async function counts(machine: TricklingMachine) {
  const { prisma } = await tenantDb(ctx.tenant);
  const where = { machineId: machine.id };
  const segments = await prisma.segment.findMany({
    where,
    select: { kind: true, startsAt: true, rowCount: true },
    orderBy: [{ kind: 'asc' }, { startsAt: 'asc' }],
  });
  return {
    batches: await prisma.sampleBatch.count({ where }),
    segments: segments.map(({ kind, startsAt, rowCount }) => [
      kind,
      (startsAt.getTime() - base) / HOUR,
      rowCount,
    ]),
  };
}

const sealAll = async (machine: TricklingMachine) => {
  while ((await sealBatches(ctx, { machineId: machine.id, before })).batches > 0);
};

const SEALED = [
  ['cpu', 0, 120],
  ['cpu', 1, 120],
  ['disk', 0, 60],
  ['disk', 1, 60],
  ['host', 0, 60],
  ['host', 1, 60],
  ['net', 0, 60],
  ['net', 1, 60],
];

describe('sealing', () => {
  test('answers are the same before, half way and after', async () => {
    const machine = await filledMachine();
    const unsealed = await everything(machine);
    expect(unsealed.raw[0]?.timestamps).toHaveLength(120);
    expect(unsealed.raw[0]?.raw).toBe(true);
    expect(unsealed.rounded[0].samples).toBe(120);

    await sealBatches(ctx, { machineId: machine.id, before });
    expect(await everything(machine)).toEqual(unsealed);
    await sealAll(machine);
    expect(await everything(machine)).toEqual(unsealed);
    expect(await counts(machine)).toEqual({ batches: 0, segments: SEALED });
  });

  test('what is not over stays', async () => {
    const machine = await filledMachine();
    const early = { machineId: machine.id, before: new Date(base + HOUR) };
    await sealBatches(ctx, early);
    expect((await sealBatches(ctx, early)).batches).toBe(0);
    const after = await counts(machine);
    expect(after.batches).toBeGreaterThan(9);
    expect(after.segments.map(([, hour]) => hour)).toEqual([0, 0, 0, 0]);
  });

  test('twice at once seals once, and readers meanwhile see every sample once', async () => {
    const machine = await filledMachine();
    const query = { machineId: machine.id, ...range, kind: 'host' as const, maxPoints: 2000 };
    const expected = await querySeries(ctx, query);
    let sealing = true;
    const readers = Array.from({ length: 2 }, async () => {
      let reads = 0;
      while (sealing || reads < 3) {
        expect(await querySeries(ctx, query)).toEqual(expected);
        reads += 1;
      }
    });
    await Promise.all([sealAll(machine), sealAll(machine), sealAll(machine)]);
    sealing = false;
    await Promise.all(readers);
    expect(await counts(machine)).toEqual({ batches: 0, segments: SEALED });
  });

  test('late data goes into the sealed hour, and the newest delivery wins', async () => {
    const machine = await filledMachine();
    await sealAll(machine);
    // A second stream: one time that is there already (other values: another boot), and three between.
    const late = [base + HOUR / 2 + 120, ...everyMs(base + HOUR / 2 + 1120, 3, 1000)];
    await machine.send(1, makeSnapshots(late, boot - 777_000), { stream: crypto.randomUUID() });
    const merged = await everything(machine);
    expect(merged.rounded[0].samples).toBe(123);
    await sealAll(machine);
    expect(await everything(machine)).toEqual(merged);
    const { segments, batches } = await counts(machine);
    expect(batches).toBe(0);
    expect(segments).toContainEqual(['host', 0, 63]);
    expect(segments).toHaveLength(8);
  });

  test('an older delivery that is sealed later does not win over a newer one', async () => {
    const machine = await tricklingMachine(ctx, `machine${++number}`);
    const times = everyMs(base, 4, 1000);
    await machine.send(1, makeSnapshots(times, boot));
    const { pool } = await tenantDb(ctx.tenant);
    await machine.send(1, makeSnapshots(times, boot - 777_000), { stream: crypto.randomUUID() });
    const expected = await everything(machine);
    // The first batch is hidden from the first sealing, as if its transaction were still open.
    const { rows } = await pool.query(
      `UPDATE sample_batch SET machine_id = stream_id
        WHERE id = (SELECT min(id) FROM sample_batch WHERE machine_id = $1) RETURNING id`,
      [machine.id],
    );
    await sealAll(machine);
    await pool.query('UPDATE sample_batch SET machine_id = $1 WHERE id = $2', [machine.id, rows[0].id]);
    expect(await everything(machine)).toEqual(expected);
    await sealAll(machine);
    expect(await everything(machine)).toEqual(expected);
  });

  test('a failure before the commit changes nothing, and the next call seals', async () => {
    const machine = await filledMachine();
    const expected = await everything(machine);
    const untouched = await counts(machine);
    const { pool } = await tenantDb(ctx.tenant);
    // Deleting the batches is the last step: whatever fails it, all before must be undone.
    const blocker = await pool.connect();
    await blocker.query('BEGIN');
    await blocker.query('SELECT FROM sample_batch WHERE machine_id = $1 FOR UPDATE', [machine.id]);
    const sealing = sealBatches(ctx, { machineId: machine.id, before });
    const failed = expect(sealing).rejects.toThrow();
    for (;;) {
      const { rows } = await controlPool().query(
        `SELECT pg_cancel_backend(pid) FROM pg_stat_activity
          WHERE usename = $1 AND wait_event_type = 'Lock' AND query LIKE 'DELETE FROM sample_batch%'`,
        [ctx.tenant.roleName],
      );
      if (rows.length > 0) break;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    await failed;
    await blocker.query('ROLLBACK');
    blocker.release();
    expect(await counts(machine)).toEqual(untouched);
    expect(await everything(machine)).toEqual(expected);
    await sealAll(machine);
    expect(await everything(machine)).toEqual(expected);
  });
});

test('sealDue seals every machine once an hour and the delay are over', async () => {
  ctx = await freshTenant();
  const machine = await filledMachine();
  expect(await sealDue(ctx, new Date(base + HOUR + 60_000))).toBe(0);
  const first = await sealDue(ctx, new Date(base + HOUR + 301_000));
  expect(first).toBe(9);
  expect(await sealDue(ctx, new Date(base + HOUR + 301_000))).toBe(0);
  expect(await sealDue(ctx, new Date(base + 3 * HOUR))).toBeGreaterThan(9);
  expect(await counts(machine)).toEqual({ batches: 0, segments: SEALED });
});
