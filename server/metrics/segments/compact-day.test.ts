import { beforeAll, describe, expect, test } from 'vitest';
import { tenantDb } from '#server/db/tenant-db.ts';
import { querySeries } from '#server/metrics/query/query-series.ts';
import { rollUpDue } from '#server/metrics/rollups/roll-up-due.ts';
import { everyMs, makeSnapshots } from '#server/metrics/testing/make-snapshots.ts';
import { putDay } from '#server/metrics/testing/put-day.ts';
import { type TricklingMachine, tricklingMachine } from '#server/metrics/testing/trickling-machine.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { compactDay } from './compact-day.ts';
import { compactDue } from './compact-due.ts';
import { listSealable } from './list-sealable.ts';
import { planCompaction } from './plan-compaction.ts';
import { sealBatches } from './seal-batches.ts';
import { sealDue } from './seal-due.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Yesterday, which is over. */
const day = Math.floor(Date.now() / DAY) * DAY - DAY;
const boot = day - 100_000;

let ctx: TenantContext;
let number = 0;
beforeAll(async () => {
  ctx = await freshTenant();
});

/** A machine with four hours of samples each ten minutes, a segment each. */
async function sealedMachine(kinds: readonly ('host' | 'cpu')[] = ['host']): Promise<TricklingMachine> {
  const machine = await tricklingMachine(ctx, `machine${++number}`);
  for (const kind of kinds)
    for (let hour = 0; hour < 4; hour += 1) {
      const time = everyMs(day + hour * HOUR, 6, 600_000);
      const values =
        kind === 'host'
          ? { load_1: time.map((at) => (at % 7919) / 100) }
          : { cpu_user: time.map((at) => 1 / (at % 97)) };
      const span = { startsAt: new Date(day + hour * HOUR), endsAt: new Date(day + (hour + 1) * HOUR) };
      const columns = { time, entity: time.map(() => (kind === 'host' ? '' : 'cpu0')), values };
      await putDay(ctx, { machineId: machine.id, kind, columns, span });
    }
  return machine;
}

async function segmentsOf({ id }: TricklingMachine, kind = 'host') {
  const { prisma } = await tenantDb(ctx.tenant);
  const found = await prisma.segment.findMany({
    where: { machineId: id, kind },
    orderBy: { startsAt: 'asc' },
    omit: { data: true },
  });
  return found.map(({ startsAt, endsAt, rowCount, rolledUp }) => ({
    hours: [(startsAt.getTime() - day) / HOUR, (endsAt.getTime() - day) / HOUR],
    rows: rowCount,
    rolledUp,
  }));
}

const series = (machine: TricklingMachine, kind: 'host' | 'cpu' = 'host') =>
  querySeries(ctx, {
    machineId: machine.id,
    kind,
    start: new Date(day),
    end: new Date(day + DAY),
    maxPoints: 1000,
  });
const compact = (machine: TricklingMachine, mostBytes?: number) =>
  compactDay(ctx, { machineId: machine.id, kind: 'host', day: new Date(day) }, mostBytes);

describe('compaction', () => {
  test('makes one segment of a day, whose answers stay the same, and twice is as once', async () => {
    const machine = await sealedMachine();
    const before = await series(machine);
    expect(await segmentsOf(machine)).toHaveLength(4);
    expect(await Promise.all([compact(machine), compact(machine)])).toEqual(
      expect.arrayContaining([
        { from: 4, to: 1 },
        { from: 0, to: 0 },
      ]),
    );
    expect(await segmentsOf(machine)).toEqual([{ hours: [0, 24], rows: 24, rolledUp: false }]);
    expect(await series(machine)).toEqual(before);
  });

  test('what is rolled up stays so; late data goes into the day and is rolled up anew', async () => {
    const machine = await sealedMachine();
    await rollUpDue(ctx);
    await compact(machine);
    expect(await segmentsOf(machine)).toEqual([{ hours: [0, 24], rows: 24, rolledUp: true }]);
    await machine.send(1, makeSnapshots([day + 5 * HOUR], boot));
    await sealBatches(ctx, { machineId: machine.id, before: new Date(day + DAY) });
    expect(await segmentsOf(machine)).toEqual([{ hours: [0, 24], rows: 25, rolledUp: false }]);
    expect(await rollUpDue(ctx)).toBeGreaterThan(0);
  });

  test('a day too large for one segment becomes few, without a hole between them', async () => {
    const machine = await sealedMachine();
    const before = await series(machine);
    const { pool } = await tenantDb(ctx.tenant);
    const { rows } = await pool.query<{ bytes: number }>(
      `SELECT max(octet_length(data)) AS bytes FROM segment WHERE machine_id = $1 AND kind = 'host'`,
      [machine.id],
    );
    expect(await compact(machine, 2 * (rows[0]?.bytes ?? 0))).toEqual({ from: 4, to: 2 });
    expect((await segmentsOf(machine)).map(({ hours }) => hours)).toEqual([
      [0, 2],
      [2, 24],
    ]);
    expect(await series(machine)).toEqual(before);
  });

  test('compactDue takes all days that are over, of all kinds and machines', async () => {
    const machine = await sealedMachine(['host', 'cpu']);
    const before = [await series(machine), await series(machine, 'cpu')];
    await compactDue(ctx, new Date(day + DAY + 299_000));
    expect(await segmentsOf(machine)).toHaveLength(4);
    expect(await compactDue(ctx, new Date(day + DAY + 300_000))).toBeGreaterThanOrEqual(2);
    expect(await segmentsOf(machine)).toHaveLength(1);
    expect(await segmentsOf(machine, 'cpu')).toHaveLength(1);
    expect(await compactDue(ctx, new Date(day + DAY + 300_000))).toBe(0);
    expect([await series(machine), await series(machine, 'cpu')]).toEqual(before);
  });

  test('an upload beside it loses nothing', async () => {
    const machine = await sealedMachine();
    const uploaded = { time: [day + 20 * HOUR], entity: [''], values: { load_1: [7] } };
    await Promise.all([
      compact(machine),
      putDay(ctx, { machineId: machine.id, kind: 'host', columns: uploaded }),
      compact(machine),
    ]);
    expect((await segmentsOf(machine)).map(({ rows }) => rows)).toEqual([25]);
    expect((await series(machine)).series.load_1?.avg.at(-1)).toBe(7);
  });
});

test('plans fill a group before they begin the next', () => {
  const segments = [5, 4, 3, 9, 1, 1].map((byteCount, hour) => ({ startsAt: new Date(hour), byteCount }));
  const plan = planCompaction(segments.toReversed(), 9).map((group) =>
    group.map(({ byteCount }) => byteCount),
  );
  expect(plan).toEqual([[5, 4], [3], [9], [1, 1]]);
  expect(planCompaction([], 9)).toEqual([]);
});

test('a machine with very many samples waiting is sealed before its hour is over, and again then', async () => {
  ctx = await freshTenant();
  const machine = await tricklingMachine(ctx, 'busy');
  const hour = Math.floor(Date.now() / HOUR) * HOUR;
  await machine.send(1, makeSnapshots([hour - 60_000, hour + 1000, hour + 2000], boot));
  const { pool } = await tenantDb(ctx.tenant);
  const { rows } = await pool.query<{ rows: string }>('SELECT sum(row_count) AS rows FROM sample_batch');
  // Three snapshots: the host three times, CPUs, disk and interface from the second on.
  expect(Number(rows[0]?.rows)).toBe(15);
  const early = new Date(hour - HOUR);
  expect(await listSealable(ctx, early)).toEqual([]);
  expect(await listSealable(ctx, early, 15)).toEqual([{ id: machine.id, full: true }]);
  await pool.query('UPDATE sample_batch SET row_count = 60000');
  expect(await sealDue(ctx, new Date(hour + 3000))).toBe(2);
  await machine.send(4, makeSnapshots([hour + 3000], boot));
  expect(await sealDue(ctx, new Date(hour + 4000))).toBe(0);
  expect(await sealDue(ctx, new Date(hour + HOUR + 300_000))).toBe(1);
  const found = await pool.query(
    `SELECT row_count FROM segment WHERE kind = 'host' AND machine_id = $1 ORDER BY starts_at`,
    [machine.id],
  );
  expect(found.rows).toEqual([{ row_count: 1 }, { row_count: 3 }]);
});
