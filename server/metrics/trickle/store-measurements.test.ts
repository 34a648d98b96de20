import { beforeAll, describe, expect, test } from 'vitest';
import type { CollectionRecord } from '#agent/contract/record.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { querySeries } from '#server/metrics/query/query-series.ts';
import { sealBatches } from '#server/metrics/segments/seal-batches.ts';
import { everyMs, makeSnapshots } from '#server/metrics/testing/make-snapshots.ts';
import { type TricklingMachine, tricklingMachine } from '#server/metrics/testing/trickling-machine.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { storeMeasurements } from './store-measurements.ts';

/** An hour that is over, so that it can be sealed. */
const start = Math.floor(Date.now() / 3_600_000) * 3_600_000 - 3_600_000;
const boot = start - 100_000;
let ctx: TenantContext;
let number = 0;
beforeAll(async () => {
  ctx = await freshTenant();
});

const newMachine = (): Promise<TricklingMachine> => tricklingMachine(ctx, `machine${++number}`);

/** The records of one tick, as the earlier agent posts them: whole seconds, no uptime. */
const tick = (second: number): CollectionRecord[] =>
  makeSnapshots([start + second * 1000], boot).flatMap(({ records }) =>
    records
      .filter(({ subsystem }) => subsystem !== '/proc/uptime')
      .map(({ timestamp, subsystem, measurement }) => ({ timestamp, subsystem, measurement })),
  );
const post = (machine: TricklingMachine, ...seconds: number[]) =>
  storeMeasurements(machine.key, { identifier: machine.name, measurements: seconds.flatMap(tick) });

async function stored(machine: TricklingMachine) {
  const range = { machineId: machine.id, start: new Date(start), end: new Date(start + 3_600_000) };
  const [host, disk] = [
    await querySeries(ctx, { ...range, kind: 'host' }),
    await querySeries(ctx, { ...range, kind: 'disk' }),
  ];
  // Where a line breaks, a series has a moment without values.
  const measured = host.series.mem_used?.avg.map((value) => value !== null);
  return {
    seconds: host.timestamps.filter((_, index) => measured?.[index]).map((time) => (time - start) / 1000),
    events: host.events.map(({ at, type }) => [(at - start) / 1000, type]),
    cpu: host.series.cpu_user?.avg.filter((_, index) => measured?.[index]),
    host: host.series,
    disk: disk.entities,
  };
}
const steps = (from: number, count: number) => everyMs(from, count, 5);

describe('de-duplicated by time', () => {
  test('one snapshot per post, and all again, by a restarted agent', async () => {
    const machine = await newMachine();
    for (const second of steps(0, 6)) expect(await post(machine, second)).toEqual({ stored: 1 });
    const before = await stored(machine);
    expect(before).toMatchObject({ seconds: steps(0, 6), events: [] });
    expect(before.cpu?.map((value) => typeof value)).toEqual(['object', ...Array(5).fill('number')]);
    for (const second of steps(0, 6)) expect(await post(machine, second)).toEqual({ stored: 0 });
    expect(await post(machine, ...steps(0, 6))).toEqual({ stored: 0 });
    expect(await stored(machine)).toEqual(before);
  });

  test('several snapshots per post, overlapping, are what one per post are', async () => {
    const [one, several] = [await newMachine(), await newMachine()];
    for (const second of steps(0, 9)) await post(one, second);
    expect(await post(several, ...steps(0, 4))).toEqual({ stored: 4 });
    expect(await post(several, ...steps(10, 7))).toEqual({ stored: 5 });
    expect(await stored(several)).toEqual(await stored(one));
  });

  test('posts of the same snapshot at once store it once', async () => {
    const machine = await newMachine();
    const answers = await Promise.all(Array.from({ length: 6 }, () => post(machine, ...steps(0, 3))));
    expect(answers.map((answer) => answer.stored).sort()).toEqual([0, 0, 0, 0, 0, 3]);
    const { pool } = await tenantDb(ctx.tenant);
    const { rows } = await pool.query('SELECT first_seq, last_seq FROM sample_batch WHERE machine_id = $1', [
      machine.id,
    ]);
    expect(rows).toEqual([{ first_seq: '1', last_seq: '3' }]);
  });

  test('also what is sealed, and what came with numbers, is known', async () => {
    const machine = await newMachine();
    await post(machine, ...steps(0, 20));
    await machine.send(1, makeSnapshots([start + 200_000, start + 205_000], boot));
    const before = await stored(machine);
    expect(await sealBatches(ctx, { machineId: machine.id, before: new Date() })).toMatchObject({
      batches: 2,
    });
    expect(await post(machine, ...steps(0, 20))).toEqual({ stored: 0 });
    expect(await post(machine, 205)).toEqual({ stored: 0 });
    expect(await stored(machine)).toEqual(before);
    expect(await post(machine, 2, 205)).toEqual({ stored: 1 });
    expect((await stored(machine)).seconds).toEqual([0, 2, ...steps(5, 19), 200, 205]);
  });
});

describe('older than the newest', () => {
  test.each([
    ['two swapped', [0, 5, 15, 10, 20]],
    ['backwards', [25, 20, 15, 10, 5, 0]],
    ['the first last', [5, 10, 15, 20, 0]],
    ['mixed', [20, 0, 35, 5, 30, 10, 25, 15]],
  ])('%s: stored in its place, and every rate is as if they had come in order', async (_, seconds) => {
    const [mixed, ordered] = [await newMachine(), await newMachine()];
    for (const second of seconds) expect(await post(mixed, second)).toEqual({ stored: 1 });
    await post(ordered, ...seconds);
    expect(await stored(mixed)).toEqual(await stored(ordered));
    expect((await stored(mixed)).cpu?.slice(1).every((value) => typeof value === 'number')).toBe(true);
  });

  test('a gap that is filled later is none', async () => {
    const machine = await newMachine();
    for (const second of steps(0, 6)) await post(machine, second);
    await post(machine, 100);
    expect((await stored(machine)).events).toEqual([[100, 'gap']]);
    for (const second of steps(30, 14)) await post(machine, second);
    expect(await stored(machine)).toMatchObject({ seconds: steps(0, 21), events: [] });
  });

  test('longer ago than what is remembered: known by itself, and what came after stays as it was', async () => {
    const machine = await newMachine();
    await post(machine, ...steps(600, 30));
    const before = await stored(machine);
    for (const second of steps(0, 4)) expect(await post(machine, second)).toEqual({ stored: 1 });
    const after = await stored(machine);
    expect(after.seconds).toEqual([...steps(0, 4), ...steps(600, 30)]);
    expect(after.cpu?.slice(4)).toEqual(before.cpu);
    expect(after.cpu?.slice(0, 4).map((value) => typeof value)).toEqual([
      'object',
      'number',
      'number',
      'number',
    ]);
    // The newest goes on from the newest, not from what came last.
    await post(machine, 750);
    expect((await stored(machine)).cpu?.at(-1)).toBeTypeOf('number');
  });
});

test('a clock set back is recorded, and no rate is taken over it', async () => {
  const [machine, ordered] = [await newMachine(), await newMachine()];
  await post(machine, ...steps(0, 12));
  const BACK = 27;
  for (const second of steps(60, 8)) {
    const measurements = tick(second).map((record) => ({ ...record, timestamp: record.timestamp - BACK }));
    expect(await storeMeasurements(machine.key, { measurements })).toEqual({ stored: 1 });
  }
  await post(ordered, ...steps(60, 8));
  const [after, expected] = [await stored(machine), await stored(ordered)];
  expect(after.events).toEqual([[60 - BACK, 'clock_step']]);
  const at = (second: number) => after.cpu?.[after.seconds.indexOf(second)];
  expect(steps(60, 8).map((second) => at(second - BACK))).toEqual(expected.cpu);
  expect(at(60 - BACK)).toBeNull();
});

describe('refusals store nothing', () => {
  const refused = async (
    machine: TricklingMachine,
    measurements: CollectionRecord[],
    identifier?: string,
  ) => {
    const body = { identifier: identifier ?? machine.name, measurements };
    const error = await storeMeasurements(machine.key, body).then(
      () => undefined,
      (cause) => cause,
    );
    expect((await stored(machine)).seconds).toEqual([]);
    return error;
  };

  test('a malformed snapshot among good ones names itself', async () => {
    const bad = tick(5).map((record) => ({
      ...record,
      measurement: record.measurement.replace('cpu  ', 'cpu x'),
    }));
    const error = await refused(await newMachine(), [...tick(0), ...bad, ...tick(10)]);
    expect(error).toMatchObject({ code: 'INVALID_INPUT', details: { index: 1, subsystem: '/proc/stat' } });
  });

  test('times out of range', async () => {
    const old = tick(0).map((record) => ({ ...record, timestamp: record.timestamp - 40 * 24 * 3600 }));
    expect(await refused(await newMachine(), [...old, ...tick(0)])).toMatchObject({
      code: 'TIMESTAMP_OUT_OF_RANGE',
      details: { index: 0 },
    });
  });

  test('another machine, an unknown one, none, and a key that may not', async () => {
    const [machine, other] = [await newMachine(), await newMachine()];
    expect(await refused(machine, tick(0), other.name)).toMatchObject({ code: 'MACHINE_MISMATCH' });
    const measurements = tick(0);
    for (const [caller, body, code] of [
      [ctx, { identifier: 'nobody', measurements }, 'MACHINE_NOT_REGISTERED'],
      [ctx, { identifier: 'no\0body', measurements }, 'MACHINE_NOT_REGISTERED'],
      [ctx, { measurements }, 'INVALID_INPUT'],
      [{ ...ctx, scopes: new Set(['read'] as const) }, { identifier: other.name, measurements }, 'FORBIDDEN'],
      [await freshTenant(), { identifier: other.name, measurements }, 'MACHINE_NOT_REGISTERED'],
    ] as const)
      await expect(storeMeasurements(caller, body)).rejects.toMatchObject({ code });
    expect((await stored(other)).seconds).toEqual([]);
    // A key without a machine may write the one it names.
    expect(await storeMeasurements(ctx, { identifier: other.name, measurements })).toEqual({ stored: 1 });
  });
});
