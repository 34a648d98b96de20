import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { tenantDb } from '#server/db/tenant-db.ts';
import { rollUpDue } from '#server/metrics/rollups/roll-up-due.ts';
import { compactDay } from '#server/metrics/segments/compact-day.ts';
import { sealBatches } from '#server/metrics/segments/seal-batches.ts';
import { makeSnapshots } from '#server/metrics/testing/make-snapshots.ts';
import { putDay } from '#server/metrics/testing/put-day.ts';
import { tricklingMachine } from '#server/metrics/testing/trickling-machine.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { verifyStore } from './verify-store.ts';

const HOUR = 3_600_000;
const day = Math.floor(Date.now() / (24 * HOUR)) * 24 * HOUR - 48 * HOUR;
let ctx: TenantContext;

/** A machine whose samples went all the way: delivered, sealed, compacted, rolled up, and an upload beside it. */
async function filledMachine(name: string): Promise<string> {
  const machine = await tricklingMachine(ctx, name);
  await machine.send(1, makeSnapshots([day, day + 1000, day + HOUR, day + HOUR + 1000], day - 100_000));
  while ((await sealBatches(ctx, { machineId: machine.id, before: new Date() })).batches > 0);
  await compactDay(ctx, { machineId: machine.id, kind: 'host', day: new Date(day) });
  const columns = {
    time: [day - HOUR, day - 2 * HOUR],
    entity: ['sda', 'sdb'],
    values: { disk_read_bytes: [1 / 3, 0] },
  };
  await putDay(ctx, { machineId: machine.id, kind: 'disk', columns });
  await rollUpDue(ctx);
  return machine.id;
}

beforeAll(async () => {
  ctx = await freshTenant();
});

test('a store in order has no findings, and all is counted', async () => {
  await filledMachine('fine');
  const places: string[] = [];
  const { findings, recount } = await verifyStore(ctx, new Date(), (machine) => places.push(machine));
  expect(findings).toEqual([]);
  expect(recount).toMatchObject({ machines: 1, segments: 8, samples: 22, batches: 0 });
  expect(recount.rollups).toBeGreaterThan(8);
  expect(places).toEqual(['fine']);
});

describe('what is wrong is told with its place', () => {
  const HOST = `machine_id = $1 AND kind = 'host'`;
  test.each([
    [
      'other bytes',
      `UPDATE segment SET data = data || 'x' WHERE ${HOST}`,
      /^host segment \d+ of .*: its bytes do not match/,
    ],
    [
      'a cut blob',
      `UPDATE segment SET data = substring(data FROM 1 FOR 100), sha256 = sha256(substring(data FROM 1 FOR 100)) WHERE ${HOST}`,
      /cannot be read/,
    ],
    ['a wrong count', `UPDATE segment SET row_count = 99 WHERE ${HOST}`, /has 4 samples, its row says 99/],
    [
      'a wrong first time',
      `UPDATE segment SET first_time = first_time + interval '1 s' WHERE ${HOST}`,
      /its row says from/,
    ],
    [
      'samples outside the span',
      `UPDATE segment SET ends_at = starts_at + interval '1 h' WHERE ${HOST}`,
      /outside the time it stands for/,
    ],
    [
      'a span of half an hour',
      `UPDATE segment SET ends_at = ends_at + interval '30 min' WHERE ${HOST}`,
      /not whole hours/,
    ],
    [
      'a segment twice',
      `INSERT INTO segment (machine_id, kind, starts_at, ends_at, first_time, last_time, row_count, sha256, data, rolled_up)
       SELECT machine_id, kind, starts_at, ends_at, first_time, last_time, row_count, sha256, data, true FROM segment WHERE ${HOST}`,
      /overlaps segment/,
    ],
    [
      'a rollup that is missing',
      `DELETE FROM rollup_hour WHERE ${HOST}`,
      /rollup of the host at .* is missing/,
    ],
    [
      'a rollup of something else',
      `UPDATE rollup_hour SET sums[1] = sums[1] + 1 WHERE ${HOST}`,
      /rollup of the host at .* differs in cpu_user/,
    ],
    [
      'a rollup without a sample',
      `UPDATE rollup_hour SET entity = 'x' WHERE ${HOST}`,
      /rollup of "x" at .*, but no sample/,
    ],
    [
      'a segment that is gone',
      `DELETE FROM segment WHERE ${HOST}`,
      /^host of .*: has 2 rollups of hours without a segment/,
    ],
    [
      'rollups that never came',
      `UPDATE segment SET rolled_up = false, created_at = now() - interval '1 day' WHERE ${HOST}`,
      /has 1 segments that should have been rolled up/,
    ],
    [
      'batches that wait for ever',
      `UPDATE sample_batch SET received_at = now() - interval '1 day' WHERE machine_id = $1`,
      /has 1 batches that should have been sealed/,
    ],
    [
      'a machine that is gone',
      'DELETE FROM machine WHERE id = $1',
      /^machine .*: is gone, but has \d+ rows in segment/,
    ],
  ])('%s', async (_, damage, told) => {
    ctx = await freshTenant();
    const { id, send } = await tricklingMachine(ctx, 'hurt');
    const time = [0, 1000, HOUR, HOUR + 1000].map((at) => day + at);
    const columns = { time, entity: ['', '', '', ''], values: { cpu_user: [1, 2, 3, 4.5] } };
    await putDay(ctx, { machineId: id, kind: 'host', columns });
    await rollUpDue(ctx);
    await send(1, makeSnapshots([day + 5 * HOUR], day - 100_000));
    const { pool } = await tenantDb(ctx.tenant);
    await pool.query(damage, [id]);
    const { findings } = await verifyStore(ctx, new Date());
    expect(findings.map(({ place, problem }) => `${place}: ${problem}`)).toContainEqual(
      expect.stringMatching(told),
    );
  });
});

test('npm run store:verify prints it, with status 1', async () => {
  const verify = (slug: string) =>
    promisify(execFile)(process.execPath, ['scripts/store-verify.ts', '--tenant', slug]);
  await expect(verify(ctx.tenant.slug)).rejects.toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/^test-\w+: machine .*: is gone, but has 1 rows in segment$/m),
  });
  await expect(verify('nobody')).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('There is no tenant "nobody"'),
  });
});
