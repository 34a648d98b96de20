import { beforeAll, expect, test } from 'vitest';
import { gather } from '#server/db/gather.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { transaction } from '#server/db/transaction.ts';
import type { AppError } from '#server/errors.ts';
import { everyMs, makeSnapshots, type TrickleSnapshots } from '#server/metrics/testing/make-snapshots.ts';
import { type TricklingMachine, tricklingMachine } from '#server/metrics/testing/trickling-machine.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { deliveryQueue } from './delivery-queue.ts';
import { refuseWhenBusy } from './refuse-when-busy.ts';

const start = Math.floor(Date.now() / 1000) * 1000 - 600_000;
const snapshots = (from: number, count: number): TrickleSnapshots =>
  makeSnapshots(everyMs(start + from * 1000, count, 1000), start - 100_000);

let ctx: TenantContext;
let fleet: TricklingMachine[];
beforeAll(async () => {
  ctx = await freshTenant();
  fleet = await Promise.all(Array.from({ length: 12 }, (_, index) => tricklingMachine(ctx, `fleet${index}`)));
});

/** How many samples each machine of the fleet has, and how many different ones. */
async function counted(): Promise<string[]> {
  const { pool } = await tenantDb(ctx.tenant);
  const { rows } = await pool.query<{ machine_id: string; samples: string; times: string }>(
    `SELECT machine_id, count(*) AS samples, count(DISTINCT time::text) AS times
       FROM sample_batch, json_array_elements(data -> 'host' -> 'time') AS time GROUP BY machine_id`,
  );
  const found = new Map(rows.map((row) => [row.machine_id, `${row.samples} ${row.times}`]));
  return fleet.map(({ id }) => found.get(id) ?? 'none');
}

/** How many transactions wrote batches. */
async function transactions(): Promise<number> {
  const { pool } = await tenantDb(ctx.tenant);
  const { rows } = await pool.query<{ count: string }>(
    'SELECT count(DISTINCT xmin::text) AS count FROM sample_batch',
  );
  return Number(rows[0]?.count);
}

test('first deliveries that come together, each twice, are stored once and share commits', async () => {
  const answers = await Promise.all([...fleet, ...fleet].map((machine) => machine.send(1, snapshots(0, 5))));
  expect(answers.map(({ acked_through }) => acked_through)).toEqual(answers.map(() => 5));
  expect(await counted()).toEqual(fleet.map(() => '5 5'));
  expect(await transactions()).toBeLessThan(fleet.length);
});

test('a delivery that is refused, and one whose device has a bad name, leave the others as they are', async () => {
  const [gap, broken] = [3, 7];
  const sent = fleet.map((machine, index) => {
    const own = snapshots(5, 5);
    if (index === gap) return machine.send(9, own);
    const disks = own[2]!.records.find(({ subsystem }) => subsystem === '/proc/diskstats')!;
    if (index === broken) disks.measurement = disks.measurement.replace('sda', 'sd\u0000');
    return machine.send(6, own);
  });
  const outcomes = await Promise.all(sent.map((one) => one.catch((error: AppError) => error)));
  expect(outcomes[gap]).toMatchObject({ code: 'SEQUENCE_GAP', details: { expected: 6 } });
  expect(outcomes[broken]).toMatchObject({ code: 'INVALID_INPUT', details: { index: 2 } });
  expect(await counted()).toEqual(
    fleet.map((_, index) => (index === gap || index === broken ? '5 5' : '10 10')),
  );
  await Promise.all([fleet[gap]!.send(6, snapshots(5, 5)), fleet[broken]!.send(6, snapshots(5, 5))]);
});

test('a machine that somebody holds waits alone, and is stored when it is let go', async () => {
  const { pool } = await tenantDb(ctx.tenant);
  const held = fleet[0]!;
  let waiting: Promise<unknown> = Promise.resolve();
  await transaction(pool, async (client) => {
    await client.query('SELECT FROM machine WHERE id = $1 FOR UPDATE', [held.id]);
    let stored = false;
    // With another one before it, so that it is in a round with others.
    const others = fleet.slice(1, 6).map((machine) => machine.send(11, snapshots(10, 5)));
    waiting = held.send(11, snapshots(10, 5)).then(() => {
      stored = true;
    });
    await Promise.all(others);
    expect(stored).toBe(false);
  });
  await waiting;
  await Promise.all(fleet.slice(6).map((machine) => machine.send(11, snapshots(10, 5))));
  expect(await counted()).toEqual(fleet.map(() => '15 15'));
});

test('who waits too long makes the next one be refused before its body is read', async () => {
  const name = deliveryQueue(ctx);
  let end = () => {};
  const run = (items: readonly number[]) =>
    new Promise<readonly number[]>((resolve) => {
      end = () => resolve(items);
    });
  refuseWhenBusy(ctx);
  const busy = [gather(name, 1, run), gather(name, 2, run)];
  refuseWhenBusy(ctx);
  await new Promise((resolve) => setTimeout(resolve, 2100));
  expect(() => refuseWhenBusy(ctx)).toThrow(
    expect.objectContaining({ code: 'UNAVAILABLE', details: { retry_after: 5 } }),
  );
  end();
  await busy[0];
  end();
  await busy[1];
  refuseWhenBusy(ctx);
});
