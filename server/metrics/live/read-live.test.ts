import { beforeAll, expect, test } from 'vitest';
import { controlPool } from '#server/db/control.ts';
import { everyMs, makeSnapshots } from '#server/metrics/testing/make-snapshots.ts';
import { type TricklingMachine, tricklingMachine } from '#server/metrics/testing/trickling-machine.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { onSamples } from './listen-samples.ts';
import { readLive } from './read-live.ts';

const start = Math.floor(Date.now() / 1000) * 1000 - 60_000;
const snapshots = (from: number, count: number) =>
  makeSnapshots(everyMs(start + from * 1000, count, 1000), start - 100_000);

let ctx: TenantContext;
let machine: TricklingMachine;
beforeAll(async () => {
  ctx = await freshTenant();
  machine = await tricklingMachine(ctx);
});

test('live samples begin at `since` and go on behind the cursor', async () => {
  await machine.send(1, snapshots(0, 5));
  const since = new Date(start + 2000);
  const first = await readLive(ctx, { machineId: machine.id, afterBatch: null, since });
  expect(first.host.time).toEqual(everyMs(start + 2000, 3, 1000));
  expect(first.host.values.load_1).toHaveLength(3);
  expect(first.host.values.major_faults).toEqual([null, null, null]);

  const none = await readLive(ctx, { machineId: machine.id, afterBatch: first.cursor, since });
  expect(none).toMatchObject({ cursor: first.cursor, host: { time: [] } });

  await machine.send(6, snapshots(5, 2));
  const next = await readLive(ctx, { machineId: machine.id, afterBatch: first.cursor, since });
  expect(next.cursor).toBeGreaterThan(first.cursor);
  expect(next.host.time).toEqual(everyMs(start + 5000, 2, 1000));
});

test("another tenant's machine, and what is no id, have no samples", async () => {
  const since = new Date(start);
  const other = await freshTenant();
  for (const machineId of [machine.id, "x'"])
    expect(await readLive(other, { machineId, afterBatch: null, since })).toMatchObject({
      cursor: 0n,
      host: { time: [] },
    });
});

test('subscribers hear of their own machine, and again after the connection was lost', async () => {
  const other = await tricklingMachine(ctx, 'other');
  const calls = { own: 0, other: 0 };
  const unsubscribe = [
    onSamples(`${ctx.tenant.id}:${machine.id}`, () => {
      throw new Error('a handler that fails harms no other');
    }),
    onSamples(`${ctx.tenant.id}:${machine.id}`, () => {
      calls.own += 1;
    }),
    onSamples(`${ctx.tenant.id}:${other.id}`, () => {
      calls.other += 1;
    }),
  ];
  // Once the connection stands, everybody is woken.
  await expect.poll(() => [calls.own, calls.other]).toEqual([1, 1]);
  await machine.send(8, snapshots(7, 1));
  await expect.poll(() => [calls.own, calls.other]).toEqual([2, 1]);
  // A delivery that is known already is no news.
  await machine.send(8, snapshots(7, 1));
  await other.send(1, snapshots(0, 1));
  await expect.poll(() => [calls.own, calls.other]).toEqual([2, 2]);

  await controlPool().query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND query LIKE 'LISTEN%'`,
  );
  await expect.poll(() => [calls.own, calls.other], { timeout: 10_000 }).toEqual([3, 3]);
  await machine.send(9, snapshots(8, 1));
  await expect.poll(() => [calls.own, calls.other]).toEqual([4, 3]);

  for (const leave of unsubscribe) leave();
  await expect
    .poll(async () => {
      const { rowCount } = await controlPool().query(
        `SELECT FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'`,
      );
      return rowCount;
    })
    .toBe(0);
});
