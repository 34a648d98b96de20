import { beforeAll, describe, expect, test } from 'vitest';
import { tenantDb } from '#server/db/tenant-db.ts';
import { deleteMachine } from '#server/machines/delete-machine.ts';
import { findMachine } from '#server/machines/find-machine.ts';
import { registerMachine } from '#server/machines/register-machine.ts';
import { onSamples } from '#server/metrics/live/listen-samples.ts';
import { querySeries } from '#server/metrics/query/query-series.ts';
import { sealBatches } from '#server/metrics/segments/seal-batches.ts';
import { everyMs, makeSnapshots } from '#server/metrics/testing/make-snapshots.ts';
import { tricklingMachine } from '#server/metrics/testing/trickling-machine.ts';
import { changeTenantSettings } from '#server/tenancy/change-tenant-settings.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { handIn } from './testing/hand-in.ts';
import { makeCsv } from './testing/make-csv.ts';

const HOUR = 3600 * 1000;
const DAY = 24 * HOUR;
const midnight = Math.floor(Date.now() / DAY) * DAY - 5 * DAY;

let ctx: TenantContext;
beforeAll(async () => {
  ctx = await freshTenant();
});

const newMachine = async (name: string) => (await registerMachine(ctx, { machine_id: name })).id;
const query = async <Row extends object>(sql: string, values: unknown[]): Promise<Row[]> =>
  (await (await tenantDb(ctx.tenant)).pool.query<Row>(sql, values)).rows;
const segments = (machineId: string) =>
  query<{ kind: string; starts_at: Date; row_count: number }>(
    'SELECT kind, starts_at, row_count FROM segment WHERE machine_id = $1 ORDER BY kind, starts_at',
    [machineId],
  );
/** cpu_user by time. */
const users = async (machineId: string, start = midnight, end = midnight + 3 * DAY) => {
  const { timestamps, series } = await querySeries(ctx, {
    machineId,
    start: new Date(start),
    end: new Date(end),
    kind: 'host',
    metrics: ['cpu_user'],
    maxPoints: 20_000,
  });
  return new Map([...timestamps].map((time, index) => [time, series.cpu_user?.avg[index]]));
};
/** cpu_user by time, as the file says. */
const said = (csv: string) =>
  new Map(
    csv
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(','))
      .map(([time, , user]) => [Math.round(Number(time) * 1000), Number(user)]),
  );

test('a file over midnight becomes a segment per day, with a row for the upload and one for the audit', async () => {
  const id = await newMachine('days');
  const csv = makeCsv(everyMs(midnight + DAY - 50_000, 100, 1000), { machine: 'days' });
  const result = await handIn(ctx, csv);
  expect(await segments(id)).toEqual([
    { kind: 'host', starts_at: new Date(midnight), row_count: 50 },
    { kind: 'host', starts_at: new Date(midnight + DAY), row_count: 50 },
  ]);
  expect(await users(id)).toEqual(said(csv));
  const [row] = await query('SELECT status, machines, duplicate_of, result FROM upload WHERE id = $1', [
    result.upload_id,
  ]);
  expect(row).toEqual({ status: 'done', machines: [id], duplicate_of: null, result });
  const audit = await query('SELECT verb, details FROM audit_entry WHERE target = $1', [result.upload_id]);
  expect(audit).toEqual([
    { verb: 'upload.store', details: { file: 'perf.csv', records: 100, machines: ['days'] } },
  ]);
  expect((await findMachine(ctx, 'days')).last_seen).toBeNull();
});

describe('duplicates', () => {
  test('within a file: the later line wins', async () => {
    const id = await newMachine('twice');
    const times = everyMs(midnight, 100, 1000);
    const csv = makeCsv([...times, ...times.slice(40, 60)], { machine: 'twice' });
    expect((await handIn(ctx, csv)).duplicates).toBe(20);
    expect(await users(id)).toEqual(said(csv));
  });

  test('of what is stored: the newer upload wins, whatever its order', async () => {
    const id = await newMachine('over');
    const first = makeCsv(everyMs(midnight + DAY - 100_000, 200, 1000), { machine: 'over' });
    const second = makeCsv(everyMs(midnight + DAY - 50_000, 20, 1000).reverse(), {
      machine: 'over',
      salt: 7,
    });
    await handIn(ctx, first);
    expect(await handIn(ctx, second)).toMatchObject({ duplicates: 20, records_processed: 20 });
    expect(await users(id)).toEqual(new Map([...said(first), ...said(second)]));
    expect((await segments(id)).map(({ row_count }) => row_count)).toEqual([100, 100]);
    // The first again stores nothing: what came after it stays.
    expect((await handIn(ctx, first)).duplicate_of).not.toBeNull();
    expect(await users(id)).toEqual(new Map([...said(first), ...said(second)]));
  });

  test('a file whose samples were removed is stored anew', async () => {
    const id = await newMachine('removed');
    const csv = makeCsv(everyMs(midnight + DAY - 50_000, 100, 1000), { machine: 'removed' });
    const first = await handIn(ctx, csv);
    // As retention does, the older day goes first.
    await query('DELETE FROM segment WHERE machine_id = $1 AND starts_at = $2', [id, new Date(midnight)]);
    const second = await handIn(ctx, csv);
    expect(second.duplicate_of).toBeNull();
    expect(await users(id)).toEqual(said(csv));
    expect([first.upload_id, second.upload_id]).toContain((await handIn(ctx, csv)).duplicate_of);
  });

  test('the same file at once is stored once', async () => {
    const id = await newMachine('once');
    const csv = makeCsv(everyMs(midnight, 500, 1000), { machine: 'once' });
    const results = await Promise.all([1, 2, 3].map(() => handIn(ctx, csv)));
    const [first, ...others] = results.filter(({ duplicate_of }) => duplicate_of === null);
    expect(others).toEqual([]);
    expect(results.filter(({ duplicate_of }) => duplicate_of === first?.upload_id)).toHaveLength(2);
    expect(new Set(results.map(({ duplicates }) => duplicates))).toEqual(new Set([0]));
    expect(await users(id)).toEqual(said(csv));
  });

  test('another meaning, another machine, or a machine made anew is not the same', async () => {
    await newMachine('mean');
    const csv = makeCsv(everyMs(midnight, 50, 1000), { machine: null });
    const given = { machine: 'mean' };
    expect((await handIn(ctx, csv, given)).duplicate_of).toBeNull();
    expect((await handIn(ctx, csv, { ...given, counters: 'rate' })).duplicate_of).toBeNull();
    await newMachine('mean 2');
    expect((await handIn(ctx, csv, { machine: 'mean 2' })).duplicate_of).toBeNull();
    await deleteMachine(ctx, 'mean', 'mean');
    const id = await newMachine('mean');
    expect((await handIn(ctx, csv, given)).duplicate_of).toBeNull();
    expect((await users(id)).size).toBe(50);
  });
});

describe('machines', () => {
  test('a file of one machine is stored for the one given with it, and says so', async () => {
    const id = await newMachine('copy');
    const csv = makeCsv(everyMs(midnight, 20, 1000), { machine: 'original' });
    const bound = handIn(ctx, csv, { machine: 'copy', machineBound: true });
    await expect(bound).rejects.toMatchObject({ code: 'MACHINE_MISMATCH' });
    const result = await handIn(ctx, csv, { machine: 'copy' });
    expect(result).toMatchObject({ machine_id: 'copy', warnings: [expect.stringContaining('"original"')] });
    expect(await users(id)).toEqual(said(csv));
  });

  test('unknown ones are registered where the tenant wants that', async () => {
    const csv = ['new b', 'new a']
      .map((machine) => makeCsv(everyMs(midnight, 10, 1000), { machine }))
      .reduce((all, one) => all + one.slice(one.indexOf('\n') + 1));
    await expect(handIn(ctx, csv)).rejects.toMatchObject({ code: 'MACHINE_NOT_REGISTERED' });
    await expect(findMachine(ctx, 'new a')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await changeTenantSettings(ctx.tenant.slug, { autoRegister: true });
    try {
      expect((await handIn(ctx, csv)).machines).toEqual([
        { machine_id: 'new a', records: 10 },
        { machine_id: 'new b', records: 10 },
      ]);
    } finally {
      await changeTenantSettings(ctx.tenant.slug, { autoRegister: false });
    }
    expect((await users((await findMachine(ctx, 'new b')).id)).size).toBe(10);
  });
});

describe('beside an agent', () => {
  test('samples are sealed, delivered and uploaded at once, and each is there once, the newest', async () => {
    const machine = await tricklingMachine(ctx, 'busy');
    const boot = midnight - HOUR;
    const send = (from: number, count: number) =>
      machine.send(from + 1, makeSnapshots(everyMs(midnight + from * 1000, count, 1000), boot));
    await send(0, 1200);
    const file = (salt: number) =>
      makeCsv(everyMs(midnight + 600_000, 1200, 1000), { machine: 'busy', salt });
    await Promise.all([
      handIn(ctx, file(1)),
      sealBatches(ctx, { machineId: machine.id, before: new Date(midnight + HOUR) }),
      send(1200, 1200),
      handIn(ctx, file(2)),
    ]);
    await sealBatches(ctx, { machineId: machine.id, before: new Date(midnight + HOUR) });
    const last = file(3);
    // Of the 1,200 rows all are stored already.
    expect((await handIn(ctx, last)).duplicates).toBe(1200);
    const stored = await users(machine.id);
    expect([...stored.keys()]).toEqual(everyMs(midnight, 2400, 1000));
    for (const [time, user] of said(last)) expect(stored.get(time)).toBe(user);
    expect((await segments(machine.id)).filter(({ kind }) => kind === 'host')).toHaveLength(1);
  });

  test('open pages are woken', async () => {
    const id = await newMachine('open');
    let woken = 0;
    const stop = onSamples(`${ctx.tenant.id}:${id}`, () => {
      woken += 1;
    });
    await expect.poll(() => woken).toBeGreaterThan(0);
    const before = woken;
    await handIn(ctx, makeCsv(everyMs(midnight, 10, 1000), { machine: 'open' }));
    await expect.poll(() => woken).toBeGreaterThan(before);
    stop();
  });
});

test('a machine that is removed while its file is read leaves nothing behind', async () => {
  const id = await newMachine('gone');
  const csv = makeCsv(everyMs(midnight, 5000, 1000), { machine: 'gone' });
  let removal: Promise<void> | undefined;
  const handed = handIn(ctx, csv, {
    report: (status) => {
      if (status === 'checking') removal ??= deleteMachine(ctx, 'gone', 'gone');
    },
  }).catch((error) => error);
  const outcome = await handed;
  await removal;
  expect([undefined, 'MACHINE_NOT_REGISTERED']).toContain(outcome.code);
  expect(await segments(id)).toEqual([]);
});

test('what fails half-way leaves nothing, and works again', async () => {
  const id = await newMachine('half');
  const csv = makeCsv(everyMs(midnight, 2000, 100_000), { machine: 'half' });
  const before = await query('SELECT count(*) FROM upload', []);
  let share = 0;
  const fail = (status: string, progress: number) => {
    share = progress;
    if (status === 'storing') throw new Error('the power is gone');
  };
  await expect(handIn(ctx, csv, { report: fail })).rejects.toThrow('the power is gone');
  expect(share).toBeGreaterThan(0.6);
  expect(await segments(id)).toEqual([]);
  expect(await query('SELECT count(*) FROM upload', [])).toEqual(before);
  const again = await handIn(ctx, csv);
  expect(again.duplicate_of).toBeNull();
  expect((await segments(id)).reduce((sum, { row_count }) => sum + row_count, 0)).toBe(
    again.records_processed,
  );
});

test.each([
  [
    30,
    90,
    /^Samples are kept for 30 days: those before .* hour; only their hourly figures stay\. To keep them/,
  ],
  [30, 45, /^Samples are kept for 30 days: .* hour, and hourly figures after 45 days\. To keep them/],
  [60, 90, null],
  [0, 45, null],
])(
  'samples kept %i days, hours %i: a file of 50 days ago says what goes',
  async (rawDays, rollupDays, said) => {
    const tenant = await freshTenant();
    await changeTenantSettings(tenant.tenant.slug, { acceptedAgeDays: 100, rawDays, rollupDays });
    await registerMachine(tenant, { machine_id: 'old' });
    const csv = makeCsv(everyMs(Date.now() - 50 * DAY, 10, 1000), { machine: 'old' });
    const { warnings } = await handIn(tenant, csv);
    expect(warnings).toEqual(said ? [expect.stringMatching(said)] : []);
  },
);
