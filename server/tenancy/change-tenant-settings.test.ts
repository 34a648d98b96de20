import { expect, test } from 'vitest';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { changeTenantSettings } from './change-tenant-settings.ts';
import { tenantSettings } from './tenant-settings.ts';

test('settings are shown, changed one by one, and read at once', async () => {
  const ctx = await freshTenant();
  const { slug } = ctx.tenant;
  const first = { acceptedAgeDays: 30, rawDays: 30, rollupDays: 90, autoRegister: false };
  expect(await changeTenantSettings(slug, {})).toEqual(first);
  expect(await changeTenantSettings(slug, { rawDays: 0, autoRegister: true })).toEqual({
    ...first,
    rawDays: 0,
    autoRegister: true,
  });
  expect((await changeTenantSettings(slug, { acceptedAgeDays: 400 })).acceptedAgeDays).toBe(400);
  expect(await tenantSettings(ctx)).toMatchObject({ acceptedAgeDays: 400, rawDays: 0 });
});

test.each([
  { acceptedAgeDays: 0 },
  { acceptedAgeDays: 4000 },
  { rawDays: -1 },
  { rollupDays: 1.5 },
  { rollupDays: Number.NaN },
])('%o is refused', async (changes) => {
  const { tenant } = await freshTenant();
  await expect(changeTenantSettings(tenant.slug, changes)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
});

test('an unknown tenant is named', async () => {
  await expect(changeTenantSettings('nobody', {})).rejects.toMatchObject({ code: 'UNKNOWN_TENANT' });
});
