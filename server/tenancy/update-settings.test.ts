import { beforeAll, expect, test } from 'vitest';
import { tenantDb } from '#server/db/tenant-db.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import type { TenantContext } from './context.ts';
import { showSettings } from './show-settings.ts';
import { updateSettings } from './update-settings.ts';

let ctx: TenantContext;
beforeAll(async () => {
  ctx = await freshTenant();
});

test('changes hold at once and are recorded; nothing changed is nothing recorded', async () => {
  await updateSettings(ctx, { name: '  Acme  ', rawDays: 7, autoRegister: true });
  expect(await showSettings(ctx)).toMatchObject({
    name: 'Acme',
    rawDays: 7,
    rollupDays: 90,
    autoRegister: true,
    oldestSample: null,
    oldestRollup: null,
  });
  await updateSettings({ ...ctx, tenant: { ...ctx.tenant, name: 'Acme' } }, { rawDays: 7 });
  const { prisma } = await tenantDb(ctx.tenant);
  const entries = await prisma.auditEntry.findMany({ where: { verb: 'tenant.settings' } });
  expect(entries.map(({ details }) => details)).toEqual([
    { name: `${ctx.tenant.name} to Acme`, rawDays: '30 to 7', autoRegister: 'false to true' },
  ]);
});

test.each([
  { name: '' },
  { name: '  ' },
  { name: 'x\0' },
  { name: 'x'.repeat(101) },
  { rawDays: -1 },
  { rawDays: 1.5 },
  { rollupDays: 36_501 },
  { acceptedAgeDays: 0 },
  { acceptedAgeDays: Number.NaN },
])('%j is refused', async (change) => {
  await expect(updateSettings(ctx, change)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
});

test('settings are for administrators', async () => {
  const analyst = { ...ctx, scopes: new Set(['ingest', 'read', 'write'] as const) };
  await expect(showSettings(analyst)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(updateSettings(analyst, { rawDays: 1 })).rejects.toMatchObject({ code: 'FORBIDDEN' });
});
