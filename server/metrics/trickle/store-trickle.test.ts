import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { tenantDb } from '#server/db/tenant-db.ts';
import type { AppError } from '#server/errors.ts';
import { everyMs, makeSnapshots, type TrickleSnapshots } from '#server/metrics/testing/make-snapshots.ts';
import { type TricklingMachine, tricklingMachine } from '#server/metrics/testing/trickling-machine.ts';
import { changeTenantSettings } from '#server/tenancy/change-tenant-settings.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { storeMeasurements } from './store-measurements.ts';
import { storeTrickle } from './store-trickle.ts';

let ctx: TenantContext;
let number = 0;
const start = Math.floor(Date.now() / 1000) * 1000 - 600_000;
const boot = start - 100_000;
const snapshots = (from: number, count: number): TrickleSnapshots =>
  makeSnapshots(everyMs(start + from * 1000, count, 1000), boot);

beforeAll(async () => {
  ctx = await freshTenant();
});

const newMachine = (): Promise<TricklingMachine> => tricklingMachine(ctx, `machine${++number}`);

/** All stored host sample times of the machine, in ms. */
async function storedTimes(machine: TricklingMachine): Promise<number[]> {
  const { pool } = await tenantDb(ctx.tenant);
  const { rows } = await pool.query<{ time: number[] }>(
    `SELECT data -> 'host' -> 'time' AS time FROM sample_batch WHERE machine_id = $1 ORDER BY id`,
    [machine.id],
  );
  return rows.flatMap(({ time }) => time);
}

const rejection = (promise: Promise<unknown>): Promise<AppError> =>
  promise.then(
    () => {
      throw new Error('was accepted');
    },
    (error: AppError) => error,
  );

const seconds = (from: number, count: number) => everyMs(start + from * 1000, count, 1000);

describe('exactly once', () => {
  test('a delivery is stored and acknowledged', async () => {
    const machine = await newMachine();
    const answer = await machine.send(1, snapshots(0, 5));
    expect(answer).toMatchObject({ error: null, acked_through: 5 });
    expect(await storedTimes(machine)).toEqual(seconds(0, 5));
  });

  test('the same delivery again changes nothing', async () => {
    const machine = await newMachine();
    const first = await machine.send(1, snapshots(0, 5));
    const second = await machine.send(1, snapshots(0, 5));
    expect(second).toMatchObject({ acked_through: 5, session_id: first.session_id });
    expect(await storedTimes(machine)).toEqual(seconds(0, 5));
  });

  test('of an overlapping delivery only the new part is stored, with rates from the last stored snapshot', async () => {
    const machine = await newMachine();
    await machine.send(1, snapshots(0, 5));
    await machine.send(4, snapshots(3, 5));
    expect(await storedTimes(machine)).toEqual(seconds(0, 8));
    const { pool } = await tenantDb(ctx.tenant);
    const { rows } = await pool.query<{ values: { cpu_user: (number | null)[] } }>(
      `SELECT data -> 'host' -> 'values' AS values FROM sample_batch WHERE machine_id = $1 ORDER BY id`,
      [machine.id],
    );
    expect(rows[0]?.values.cpu_user[0]).toBeNull();
    expect(rows[1]?.values.cpu_user.every((value) => typeof value === 'number')).toBe(true);
  });

  test('two posts of the same delivery at once store it once', async () => {
    const machine = await newMachine();
    const answers = await Promise.all(Array.from({ length: 6 }, () => machine.send(1, snapshots(0, 5))));
    expect(answers.map(({ acked_through }) => acked_through)).toEqual([5, 5, 5, 5, 5, 5]);
    expect(new Set(answers.map(({ session_id }) => session_id)).size).toBe(1);
    expect(await storedTimes(machine)).toEqual(seconds(0, 5));
    await Promise.all(Array.from({ length: 6 }, () => machine.send(6, snapshots(5, 5))));
    expect(await storedTimes(machine)).toEqual(seconds(0, 10));
  });

  test('a hole is refused with the number expected, and a declared one is recorded', async () => {
    const machine = await newMachine();
    await machine.send(1, snapshots(0, 5));
    const error = await rejection(machine.send(8, snapshots(7, 2)));
    expect(error).toMatchObject({ code: 'SEQUENCE_GAP', details: { expected: 6 } });
    const small = await rejection(
      machine.send(8, snapshots(7, 2), { gap: { from: 7, to: 7, reason: 'spool_overflow' } }),
    );
    expect(small.code).toBe('SEQUENCE_GAP');
    const answer = await machine.send(8, snapshots(7, 2), {
      gap: { from: 6, to: 7, reason: 'spool_overflow' },
    });
    expect(answer.acked_through).toBe(9);
    const { prisma } = await tenantDb(ctx.tenant);
    const events = await prisma.machineEvent.findMany({ where: { machineId: machine.id } });
    expect(events.map(({ at, type }) => [at.getTime(), type])).toEqual([[start + 7000, 'gap']]);
  });

  test('the same numbers with other content are refused', async () => {
    const machine = await newMachine();
    await machine.send(1, snapshots(0, 5));
    const error = await rejection(machine.send(1, snapshots(1, 5)));
    expect(error.code).toBe('SEQUENCE_MISMATCH');
    expect(await storedTimes(machine)).toEqual(seconds(0, 5));
  });
});

describe('refusals store nothing', () => {
  test.each([
    ['a text that is no number', 2, '/proc/stat', 'cpu  1 2 x 4\n'],
    ['an empty file', 0, '/proc/meminfo', ''],
    ['a truncated line', 3, '/proc/diskstats', '   8       0 sda 1 2\n'],
  ])('%s names the snapshot', async (_, index, subsystem, text) => {
    const machine = await newMachine();
    const delivered = snapshots(0, 5);
    const record = delivered[index]!.records.find((candidate) => candidate.subsystem === subsystem)!;
    record.measurement = text;
    const error = await rejection(machine.send(1, delivered));
    expect(error).toMatchObject({ code: 'INVALID_INPUT', details: { index, subsystem } });
    expect(error.details.line).toBeTypeOf('number');
    expect(await storedTimes(machine)).toEqual([]);
  });

  test('a device name with a control character names the snapshot', async () => {
    const machine = await newMachine();
    const delivered = snapshots(0, 3);
    const record = delivered[1]!.records.find(({ subsystem }) => subsystem === '/proc/diskstats')!;
    record.measurement = record.measurement.replace('sda', 'sd\u0000');
    const error = await rejection(machine.send(1, delivered));
    expect(error).toMatchObject({ code: 'INVALID_INPUT', details: { index: 1 } });
    expect(await storedTimes(machine)).toEqual([]);
  });

  test.each([
    ['too old', -40 * 24 * 3600 * 1000],
    ['in the future', 3600 * 1000],
  ])('a snapshot %s', async (_, offset) => {
    const machine = await newMachine();
    await machine.send(1, snapshots(0, 1));
    const times = [start, start + 1000, Math.floor(Date.now() / 1000) * 1000 + offset];
    const error = await rejection(machine.send(1, makeSnapshots(times, boot - 50 * 24 * 3600 * 1000)));
    expect(error).toMatchObject({ code: 'TIMESTAMP_OUT_OF_RANGE', details: { index: 2 } });
    expect(await storedTimes(machine)).toEqual(seconds(0, 1));
  });

  test('a key of another machine, another identifier, an unknown machine, a stolen stream', async () => {
    const [machine, other] = [await newMachine(), await newMachine()];
    await machine.send(1, snapshots(0, 1));
    const named = await rejection(machine.send(2, snapshots(1, 1), { identifier: other.name }));
    expect(named.code).toBe('MACHINE_MISMATCH');
    const stolen = await rejection(other.send(2, snapshots(1, 1), { stream: machine.stream }));
    expect(stolen.code).toBe('CONFLICT');
    const body = { stream: randomUUID(), first_seq: 1, snapshots: snapshots(0, 1) };
    const digest = Buffer.alloc(32);
    const unknown = await rejection(storeTrickle(ctx, { body: { ...body, identifier: 'nobody' }, digest }));
    expect(unknown.code).toBe('MACHINE_NOT_REGISTERED');
    expect((await rejection(storeTrickle(ctx, { body, digest }))).code).toBe('INVALID_INPUT');
    const reader = { ...ctx, scopes: new Set(['read'] as const) };
    expect((await rejection(storeTrickle(reader, { body, digest }))).code).toBe('FORBIDDEN');
    expect(await storedTimes(other)).toEqual([]);
  });
});

describe('a refused first delivery leaves nothing', () => {
  type Spoil = (machine: TricklingMachine) => Parameters<TricklingMachine['send']>;
  const refused: [string, string, Spoil][] = [
    ['names another machine', 'MACHINE_MISMATCH', () => [1, snapshots(0, 3), { identifier: 'nobody' }]],
    ['is too old', 'TIMESTAMP_OUT_OF_RANGE', () => [1, makeSnapshots([start - 40 * 24 * 3_600_000], 0)]],
    ['begins in the middle', 'SEQUENCE_GAP', () => [4, snapshots(3, 3)]],
    [
      'has a device with a control character',
      'INVALID_INPUT',
      () => {
        const delivered = snapshots(0, 3);
        const disks = delivered[1]!.records.find(({ subsystem }) => subsystem === '/proc/diskstats')!;
        disks.measurement = disks.measurement.replace('sda', 'sd\u0000');
        return [1, delivered];
      },
    ],
  ];
  /** Alone, or as the second of others, which are stored together. */
  const company = [0, 4];

  test.each(refused.flatMap((row) => company.map((others) => [...row, others] as const)))(
    'that %s (%s)',
    async (_, code, spoil, others) => {
      const [machine, rightful] = [await newMachine(), await newMachine()];
      const first = await Promise.all(Array.from({ length: others }, newMachine));
      const sent = first.map((one) => one.send(1, snapshots(0, 3)));
      expect(await rejection(machine.send(...spoil(machine)))).toMatchObject({ code });
      for (const answer of await Promise.all(sent)) expect(answer.acked_through).toBe(3);
      const { pool } = await tenantDb(ctx.tenant);
      const { rows } = await pool.query('SELECT FROM stream WHERE stream_id = $1', [machine.stream]);
      expect(rows).toEqual([]);
      // So it is free for whose it is, and its sender does it right then.
      const { acked_through } = await rightful.send(1, snapshots(0, 3), { stream: machine.stream });
      expect(acked_through).toBe(3);
      expect((await machine.send(1, snapshots(0, 3), { stream: randomUUID() })).acked_through).toBe(3);
    },
  );

  test('nor a machine, where those are registered at their first delivery', async () => {
    const own = await freshTenant();
    await changeTenantSettings(own.tenant.slug, { autoRegister: true });
    const body = { identifier: 'new', stream: randomUUID(), first_seq: 1, snapshots: snapshots(0, 3) };
    const digest = Buffer.alloc(32);
    const old = makeSnapshots([start - 40 * 24 * 3_600_000], 0);
    for (const wrong of [{ first_seq: 3 }, { snapshots: old }])
      await rejection(storeTrickle(own, { body: { ...body, ...wrong }, digest }));
    await rejection(
      storeMeasurements(own, { identifier: 'new', measurements: old.flatMap(({ records }) => records) }),
    );
    const { prisma } = await tenantDb(own.tenant);
    expect([await prisma.machine.count(), await prisma.stream.count()]).toEqual([0, 0]);
    expect(await prisma.auditEntry.count({ where: { verb: 'machine.register' } })).toBe(0);
    expect((await storeTrickle(own, { body, digest })).acked_through).toBe(3);
    expect(await prisma.machine.count()).toBe(1);
  });

  test('while machines race for streams, each stream gets one of them, whole', async () => {
    const fleet = await Promise.all(Array.from({ length: 4 }, newMachine));
    const streams = Array.from({ length: Number(process.env.DRILL_ROUNDS ?? 6) }, () => randomUUID());
    const body = { first_seq: 1, snapshots: snapshots(0, 3) };
    const outcomes = await Promise.allSettled(
      streams.flatMap((stream) =>
        fleet.flatMap(({ key, name }) => [
          storeTrickle(key, { body: { ...body, stream, identifier: 'nobody' }, digest: Buffer.alloc(32) }),
          storeTrickle(key, { body: { ...body, stream }, digest: Buffer.alloc(32) }),
          // A key for all machines: each in a transaction of its own.
          storeTrickle(ctx, { body: { ...body, stream, identifier: name }, digest: Buffer.alloc(32) }),
        ]),
      ),
    );
    const codes = outcomes.map((one) => (one.status === 'fulfilled' ? 'stored' : one.reason.code));
    // Its key, and that for all.
    expect(codes.filter((code) => code === 'stored')).toHaveLength(2 * streams.length);
    expect(new Set(codes)).toEqual(new Set(['stored', 'CONFLICT', 'MACHINE_MISMATCH']));
    const { pool } = await tenantDb(ctx.tenant);
    const { rows } = await pool.query<{ last_seq: string; same: boolean }>(
      `SELECT b.last_seq, b.machine_id = s.machine_id AS same FROM sample_batch b JOIN stream s USING (stream_id)
        WHERE stream_id = ANY ($1)`,
      [streams],
    );
    expect(rows).toEqual(streams.map(() => ({ last_seq: '3', same: true })));
  });
});

test('a delivery that crosses the hour becomes a batch per hour', async () => {
  const machine = await newMachine();
  const hour = Math.floor(Date.now() / 3_600_000) * 3_600_000;
  await machine.send(1, makeSnapshots(everyMs(hour - 3000, 6, 1000), hour - 100_000));
  const { pool } = await tenantDb(ctx.tenant);
  const { rows } = await pool.query(
    'SELECT first_seq, last_seq, first_time, last_time FROM sample_batch WHERE machine_id = $1 ORDER BY id',
    [machine.id],
  );
  expect(rows).toEqual([
    { first_seq: '1', last_seq: '3', first_time: new Date(hour - 3000), last_time: new Date(hour - 1000) },
    { first_seq: '4', last_seq: '6', first_time: new Date(hour), last_time: new Date(hour + 2000) },
  ]);
});
