import { beforeAll, expect, test } from 'vitest';
import { listAudit } from '#server/audit/list-audit.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { querySeries } from '#server/metrics/query/query-series.ts';
import { rollUpDue } from '#server/metrics/rollups/roll-up-due.ts';
import { compactDay } from '#server/metrics/segments/compact-day.ts';
import { sealBatches } from '#server/metrics/segments/seal-batches.ts';
import { everyMs, makeSnapshots } from '#server/metrics/testing/make-snapshots.ts';
import { type TricklingMachine, tricklingMachine } from '#server/metrics/testing/trickling-machine.ts';
import { verifyStore } from '#server/metrics/verify/verify-store.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { deleteSession } from './delete-session.ts';
import { findSession } from './find-session.ts';
import { listSessions } from './list-sessions.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A day that is over. */
const day = Math.floor(Date.now() / DAY) * DAY - DAY;
const boot = day - DAY;
let ctx: TenantContext;
let number = 0;
beforeAll(async () => {
  ctx = await freshTenant();
});

/** Three runs of a machine, ten minutes between them; the second crosses an hour. */
async function threeRuns(): Promise<{ machine: TricklingMachine; ids: string[] }> {
  const machine = await tricklingMachine(ctx, `machine${++number}`);
  const times = [5, 55, 90].flatMap((start) => everyMs(day + start * MINUTE, 40, 30_000));
  // All in one delivery: batches hold more than one run.
  await machine.send(1, makeSnapshots(times, boot));
  const { sessions } = await listSessions(ctx, { machine: machine.name });
  expect(sessions.map(({ sample_count }) => sample_count)).toEqual([40, 40, 40]);
  return { machine, ids: sessions.map(({ id }) => id).reverse() };
}

async function samplesOf({ id }: TricklingMachine): Promise<Record<string, number>> {
  const range = { machineId: id, start: new Date(day), end: new Date(day + 3 * HOUR) };
  const { timestamps, series } = await querySeries(ctx, { ...range, kind: 'host', metrics: ['mem_used'] });
  return Object.fromEntries(
    timestamps.flatMap((time, index) => {
      const value = series.mem_used?.avg[index];
      return typeof value === 'number' ? [[time, value]] : [];
    }),
  );
}

async function seal(machine: TricklingMachine): Promise<void> {
  while ((await sealBatches(ctx, { machineId: machine.id, before: new Date() })).batches > 0);
  await rollUpDue(ctx);
}
const compact = (machine: TricklingMachine) =>
  compactDay(ctx, { machineId: machine.id, kind: 'host', day: new Date(day) });

test.each<[string, (machine: TricklingMachine) => Promise<unknown>]>([
  ['in batches', async () => undefined],
  ['in segments of hours', seal],
  ['in segments of hours and of a day', async (machine) => seal(machine).then(() => compact(machine))],
])('a session goes with its samples, %s, and with nothing else', async (_, keep) => {
  const { machine, ids } = await threeRuns();
  await keep(machine);
  const before = await samplesOf(machine);
  const { started_at, ended_at } = await findSession(ctx, ids[1]!);
  await deleteSession(ctx, ids[1]!, { samples: true, confirm: machine.name });
  const outside = Object.entries(before).filter(
    ([time]) => Number(time) < Date.parse(started_at) || Number(time) > Date.parse(ended_at),
  );
  expect(outside).toHaveLength(80);
  expect(await samplesOf(machine)).toEqual(Object.fromEntries(outside));
  const { sessions } = await listSessions(ctx, { machine: machine.name });
  expect(sessions.map(({ id }) => id)).toEqual([ids[2], ids[0]]);
  await seal(machine);
  await compact(machine);
  expect(await samplesOf(machine)).toEqual(Object.fromEntries(outside));
  expect((await verifyStore(ctx, new Date())).findings).toEqual([]);
  const { entries } = await listAudit(ctx, { verb: 'collection.delete_samples' });
  expect(entries[0]).toMatchObject({ target: machine.name, details: { id: ids[1], samples: 40 } });
});

test('without its samples only the entry goes; what its stream sends then is a new session', async () => {
  const { machine, ids } = await threeRuns();
  const before = await samplesOf(machine);
  await deleteSession(ctx, ids[2]!, { samples: false });
  await expect(findSession(ctx, ids[2]!)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(deleteSession(ctx, ids[2]!, { samples: false })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await samplesOf(machine)).toEqual(before);
  const last = day + 110 * MINUTE;
  const { session_id } = await machine.send(121, makeSnapshots([last], boot));
  expect(session_id).not.toBe(ids[2]);
  expect(await findSession(ctx, session_id)).toMatchObject({
    sample_count: 1,
    started_at: new Date(last).toISOString(),
  });
});

test('samples are removed only by who names the machine; a session whose samples are gone says so', async () => {
  const { machine, ids } = await threeRuns();
  for (const confirm of [undefined, '', 'another'])
    await expect(
      deleteSession(ctx, ids[0]!, { samples: true, ...(confirm !== undefined && { confirm }) }),
    ).rejects.toMatchObject({ code: 'INVALID_INPUT', details: { field: 'confirm' } });
  expect(await findSession(ctx, ids[0]!)).toMatchObject({ has_samples: true });
  const { pool } = await tenantDb(ctx.tenant);
  await pool.query('DELETE FROM sample_batch WHERE machine_id = $1', [machine.id]);
  expect(await findSession(ctx, ids[0]!)).toMatchObject({ has_samples: false, sample_count: 40 });
});

test('deliveries go on while sessions are removed, and nothing is lost or left', async () => {
  const { machine, ids } = await threeRuns();
  const more = everyMs(day + 3 * HOUR, 10, 30_000);
  const deliver = async () => {
    for (const [index, time] of more.entries()) await machine.send(121 + index, makeSnapshots([time], boot));
  };
  const remove = async () => {
    for (const id of ids) await deleteSession(ctx, id, { samples: true, confirm: machine.name });
  };
  await Promise.all([deliver(), remove(), seal(machine)]);
  const { sessions } = await listSessions(ctx, { machine: machine.name });
  expect(sessions).toMatchObject([{ sample_count: 10, started_at: new Date(more[0]!).toISOString() }]);
  expect(await samplesOf(machine)).toEqual({});
  expect((await verifyStore(ctx, new Date())).findings).toEqual([]);
});
