import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { tenantDb } from '#server/db/tenant-db.ts';
import { rollUpDue } from '#server/metrics/rollups/roll-up-due.ts';
import { putDay } from '#server/metrics/testing/put-day.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { findExtent } from './find-extent.ts';

const HOUR = 3_600_000;
const day = Date.UTC(2026, 0, 7);
const nothing = { kinds: [], first: null, last: null };
let ctx: TenantContext;
beforeAll(async () => {
  ctx = await freshTenant();
});

const put = (machineId: string, kind: 'disk' | 'net', times: readonly number[]) =>
  putDay(ctx, {
    machineId,
    kind,
    columns: {
      time: times.map((time) => day + time),
      entity: times.map(() => 'one'),
      values: { [kind === 'disk' ? 'disk_read_bytes' : 'net_rx_bytes']: times.map(() => 1) },
    },
  });

test('reaches over all kinds, and over rollups whose samples are gone', async () => {
  const machineId = randomUUID();
  expect(await findExtent(ctx, machineId)).toEqual(nothing);
  await put(machineId, 'disk', [1.5 * HOUR, 2 * HOUR]);
  await put(machineId, 'net', [1.75 * HOUR, 4.25 * HOUR]);
  const all = { kinds: ['disk', 'net'], first: day + 1.5 * HOUR, last: day + 4.25 * HOUR };
  expect(await findExtent(ctx, machineId)).toEqual(all);
  await rollUpDue(ctx);
  expect(await findExtent(ctx, machineId)).toEqual(all);
  const { pool } = await tenantDb(ctx.tenant);
  await pool.query("DELETE FROM segment WHERE machine_id = $1 AND kind = 'disk'", [machineId]);
  expect(await findExtent(ctx, machineId)).toEqual({ ...all, first: day + HOUR });
  await pool.query('DELETE FROM segment WHERE machine_id = $1', [machineId]);
  expect(await findExtent(ctx, machineId)).toEqual({ ...all, first: day + HOUR, last: null });
});

test('is nothing for what is no machine of the tenant, and needs the scope', async () => {
  const machineId = randomUUID();
  await put(machineId, 'disk', [0]);
  expect(await findExtent(await freshTenant(), machineId)).toEqual(nothing);
  expect(await findExtent(ctx, 'no id')).toEqual(nothing);
  const agent = { ...ctx, scopes: new Set(['ingest'] as const) };
  await expect(findExtent(agent, machineId)).rejects.toMatchObject({ code: 'FORBIDDEN' });
});
