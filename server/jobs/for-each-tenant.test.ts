import { beforeAll, expect, test } from 'vitest';
import type { TenantContext } from '#server/tenancy/context.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { forEachTenant } from './for-each-tenant.ts';

let tenants: TenantContext[];
beforeAll(async () => {
  tenants = [await freshTenant(), await freshTenant(), await freshTenant(), await freshTenant()];
});

const visits = async (name: string, work: (slug: string) => void = () => {}): Promise<string[]> => {
  const slugs: string[] = [];
  await forEachTenant({ id: 'round', name }, async ({ tenant }) => {
    slugs.push(tenant.slug);
    work(tenant.slug);
  });
  return slugs;
};

test('every round goes to every tenant once, from a place of its own', async () => {
  const [seal, retain, unknown] = [
    await visits('seal'),
    await visits('report'),
    await visits('no such queue'),
  ];
  expect([...seal].sort()).toEqual(tenants.map(({ tenant }) => tenant.slug).sort());
  expect([...retain].sort()).toEqual([...seal].sort());
  expect(retain[0]).not.toBe(seal[0]);
  expect(unknown).toEqual(seal);
});

test("one tenant's trouble does not keep the others waiting", async () => {
  const seen = await visits('seal', (slug) => {
    if (slug === tenants[1]?.tenant.slug) throw new Error('its disk is full');
  });
  expect(seen).toHaveLength(tenants.length);
});
