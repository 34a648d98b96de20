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

test('every round goes to every tenant once, in the same order', async () => {
  const [seal, rollup] = [await visits('seal'), await visits('rollup')];
  expect([...seal].sort()).toEqual(tenants.map(({ tenant }) => tenant.slug).sort());
  expect(rollup).toEqual(seal);
});

test("one tenant's trouble does not keep the others waiting", async () => {
  const seen = await visits('seal', (slug) => {
    if (slug === tenants[1]?.tenant.slug) throw new Error('its disk is full');
  });
  expect(seen).toHaveLength(tenants.length);
});
