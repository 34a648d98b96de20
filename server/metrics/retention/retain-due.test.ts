import { beforeEach, expect, test } from 'vitest';
import { controlDb } from '#server/db/control.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { transaction } from '#server/db/transaction.ts';
import { registerMachine } from '#server/machines/register-machine.ts';
import { querySeries } from '#server/metrics/query/query-series.ts';
import { readRollups } from '#server/metrics/rollups/read-rollups.ts';
import { rollUpDue } from '#server/metrics/rollups/roll-up-due.ts';
import { cacheSegments } from '#server/metrics/segments/cache-segments.ts';
import { isIntact } from '#server/metrics/segments/is-intact.ts';
import { putDay } from '#server/metrics/testing/put-day.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { forgetTenantSettings } from '#server/tenancy/tenant-settings.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { retainDue } from './retain-due.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const today = Math.floor(Date.now() / DAY) * DAY;
const now = new Date(today + HOUR);

let ctx: TenantContext;
let machineId: string;
beforeEach(async () => {
  ctx = await freshTenant();
  machineId = (await registerMachine(ctx, { machine_id: 'server01' })).id;
  for (const age of [1, 5, 10]) await put(age);
  const { pool } = await tenantDb(ctx.tenant);
  await pool.query(
    `INSERT INTO machine_event (machine_id, at, type) SELECT $1, at, 'gap' FROM unnest($2::timestamptz[]) AS at`,
    [machineId, [1, 5, 10].map((age) => new Date(today - age * DAY))],
  );
});

/** One sample at 12:00 of the day so many days ago. */
const put = (age: number, hours = [12], value = age) =>
  putDay(ctx, {
    machineId,
    kind: 'host',
    columns: {
      time: hours.map((hour) => today - age * DAY + hour * HOUR),
      entity: hours.map(() => ''),
      values: { load_1: hours.map(() => value) },
    },
  });

async function keep(rawDays: number, rollupDays: number): Promise<void> {
  await controlDb().tenant.update({ where: { id: ctx.tenant.id }, data: { rawDays, rollupDays } });
  forgetTenantSettings(ctx.tenant.id);
}

/** Ages in days of what there is. */
async function ages() {
  const { pool } = await tenantDb(ctx.tenant);
  const list = async (sql: string) => {
    const { rows } = await pool.query<{ at: Date }>(sql, [machineId]);
    return rows.map(({ at }) => Math.ceil((today - at.getTime()) / DAY));
  };
  return {
    segments: await list('SELECT starts_at AS at FROM segment WHERE machine_id = $1 ORDER BY 1'),
    rollups: await list('SELECT hour AS at FROM rollup_hour WHERE machine_id = $1 ORDER BY 1'),
    events: await list('SELECT at FROM machine_event WHERE machine_id = $1 ORDER BY 1'),
  };
}

const ALL = [10, 5, 1];

test.each([
  ['nothing when all is kept', 0, 0, { segments: ALL, rollups: ALL, events: ALL }],
  ['old samples, whose rollups stay', 3, 0, { segments: [1], rollups: ALL, events: ALL }],
  ['what ended before the cut, not what it lies in', 5, 90, { segments: [5, 1], rollups: ALL, events: ALL }],
  ['rollups and events past theirs', 3, 7, { segments: [1], rollups: [5, 1], events: [5, 1] }],
  ['rollups earlier than samples', 7, 3, { segments: [5, 1], rollups: [1], events: [5, 1] }],
])('removes %s', async (_, rawDays, rollupDays, left) => {
  await rollUpDue(ctx);
  await keep(rawDays, rollupDays);
  await retainDue(ctx, now);
  expect(await ages()).toEqual(left);
  expect(await retainDue(ctx, now)).toEqual({ segments: 0, rollups: 0, events: 0 });
});

test('samples that are not rolled up wait for it', async () => {
  await keep(3, 90);
  expect((await retainDue(ctx, now)).segments).toBe(0);
  await rollUpDue(ctx);
  expect((await retainDue(ctx, now)).segments).toBe(2);
});

test('late data of an hour whose samples are gone does not take the place of its rollup', async () => {
  await rollUpDue(ctx);
  await keep(3, 90);
  await retainDue(ctx, now);
  await put(5, [12, 13], 99);
  await rollUpDue(ctx);
  await retainDue(ctx, now);
  const start = today - 5 * DAY;
  const request = { machineIds: [machineId], kind: 'host' as const, metrics: ['load_1'] };
  const read = await readRollups(ctx, { ...request, start: new Date(start), end: new Date(start + DAY) });
  expect(read).toMatchObject([{ hour: [start + 12 * HOUR, start + 13 * HOUR], sum: [5, 99] }]);
});

test('a reader that began before keeps what it saw', async () => {
  await rollUpDue(ctx);
  await keep(3, 3);
  const { pool } = await tenantDb(ctx.tenant);
  await transaction(
    pool,
    async (client) => {
      const find = () =>
        client.query<{ id: string; sha256: Buffer; byteCount: number }>(
          `SELECT id, sha256, octet_length(data) AS "byteCount" FROM segment WHERE machine_id = $1`,
          [machineId],
        );
      const { rows: before } = await find();
      expect((await retainDue(ctx, now)).segments).toBe(2);
      expect((await find()).rows).toEqual(before);
      const files = await cacheSegments(client, ctx.tenant.schemaName, before);
      for (const [index, file] of files.entries())
        expect(await isIntact(file, before[index]?.sha256 ?? Buffer.alloc(0))).toBe(true);
    },
    'REPEATABLE READ READ ONLY',
  );
  expect(await ages()).toMatchObject({ segments: [1] });
});

test('queries while it runs see each sample or none, and never fail', async () => {
  await rollUpDue(ctx);
  const query = { machineId, kind: 'host' as const, start: new Date(today - 20 * DAY), end: now };
  const values = async () => (await querySeries(ctx, query)).series.load_1?.avg.filter((one) => one !== null);
  expect(await values()).toEqual([10, 5, 1]);
  await keep(3, 3);
  const answers = await Promise.all([values(), retainDue(ctx, now), values(), values()]);
  for (const answer of [answers[0], answers[2], answers[3]]) expect([[10, 5, 1], [1]]).toContainEqual(answer);
  expect(await values()).toEqual([1]);
});
