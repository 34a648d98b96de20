import { expect, test } from 'vitest';
import { createMember } from '#server/members/create-member.ts';
import { suspendTenant } from '#server/tenancy/suspend-tenant.ts';
import { freshMember, TEST_PASSWORD } from '#server/testing/fresh-member.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { headersOf } from '#server/testing/sign-in-as.ts';
import { contextFromSession } from './context-from-session.ts';
import { listOwnPortals } from './list-own-portals.ts';
import { signIn } from './sign-in.ts';

test("a person sees the names of the own portals, and a session of one is none on another's host", async () => {
  const [home, second, closed, foreign] = [
    await freshTenant(),
    await freshTenant(),
    await freshTenant(),
    await freshTenant(),
  ];
  const ann = await freshMember(home, 'viewer');
  const bob = await freshMember(foreign, 'owner');
  for (const { tenant } of [second, closed])
    await createMember({ tenantId: tenant.id, email: ann.email, name: '', password: '', role: 'owner' });
  await suspendTenant(closed.tenant.slug, true);
  const { slug, name } = second.tenant;
  expect(await listOwnPortals(ann.ctx)).toEqual([{ slug, name, url: `http://${slug}.localhost:3000` }]);
  expect(await listOwnPortals(bob.ctx)).toEqual([]);
  await expect(
    listOwnPortals({ ...ann.ctx, actor: { kind: 'key', id: 'x', machineId: null } }),
  ).rejects.toMatchObject({ code: 'FORBIDDEN' });

  const there = `${slug}.localhost`;
  expect(await contextFromSession(await headersOf(ann.claims, ann.host))).not.toBeNull();
  for (const claims of [ann.claims, { ...ann.claims, tenantId: second.tenant.id }])
    expect(await contextFromSession(await headersOf(claims, there))).toBeNull();
  const asked = { email: ann.email, password: TEST_PASSWORD, address: '10.6.6.6', userAgent: null };
  const claims = await signIn({ ...asked, host: there });
  expect((await contextFromSession(await headersOf(claims, there)))?.actor).toMatchObject({ role: 'owner' });
  expect(await contextFromSession(await headersOf(claims, ann.host))).toBeNull();
});
