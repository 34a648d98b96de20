import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { tenantDb } from '#server/db/tenant-db.ts';
import { findMachine } from '#server/machines/find-machine.ts';
import { everyMs, makeSnapshots } from '#server/metrics/testing/make-snapshots.ts';
import { tricklingMachine } from '#server/metrics/testing/trickling-machine.ts';
import { changeTenantSettings } from '#server/tenancy/change-tenant-settings.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { findDeliveryMachine } from './find-delivery-machine.ts';

let ctx: TenantContext;
beforeAll(async () => {
  ctx = await freshTenant();
});

test('a machine that is named for the first time is registered only where the tenant wants that', async () => {
  const { pool } = await tenantDb(ctx.tenant);
  const named = (machineId: string) => findDeliveryMachine(ctx, pool, { machineId });
  await expect(named('new')).rejects.toMatchObject({
    code: 'MACHINE_NOT_REGISTERED',
    details: { machine_id: 'new' },
  });
  await changeTenantSettings(ctx.tenant.slug, { autoRegister: true });
  const [first, again] = await Promise.all([named('new'), named('new')]);
  expect(first).toEqual(again);
  expect((await findMachine(ctx, 'new')).id).toBe(first?.id);
  await expect(named('a/b')).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  // A key's own machine that was removed does not come back.
  await expect(findDeliveryMachine(ctx, pool, { id: randomUUID() })).rejects.toMatchObject({
    code: 'MACHINE_NOT_REGISTERED',
  });
});

test('how old samples may be is the tenant’s to say', async () => {
  const machine = await tricklingMachine(ctx, 'old');
  const start = Math.floor(Date.now() / 1000) * 1000 - 40 * 24 * 3600 * 1000;
  const snapshots = makeSnapshots(everyMs(start, 3, 1000), start - 1000);
  await expect(machine.send(1, snapshots)).rejects.toMatchObject({
    code: 'TIMESTAMP_OUT_OF_RANGE',
    message: expect.stringContaining('30 days'),
  });
  await changeTenantSettings(ctx.tenant.slug, { acceptedAgeDays: 50 });
  expect((await machine.send(1, snapshots)).acked_through).toBe(3);
});
