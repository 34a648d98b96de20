import { expect, test } from 'vitest';
import { controlDb } from '#server/db/control.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { suspendTenant } from '#server/tenancy/suspend-tenant.ts';
import { freshMember } from '#server/testing/fresh-member.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { headersOf } from '#server/testing/sign-in-as.ts';
import { nextAuthOptions } from './next-auth-options.ts';
import { signOut } from './sign-out.ts';

test('signing out ends the session and is recorded', async () => {
  const home = await freshTenant();
  const ann = await freshMember(home, 'viewer');
  await signOut({ ...ann.ctx, address: '10.6.6.7' });
  expect(await ann.look()).toBeNull();
  const { prisma } = await tenantDb(home.tenant);
  expect(await prisma.auditEntry.findMany({ where: { verb: 'session.sign_out' } })).toMatchObject([
    { actorId: ann.userId, address: '10.6.6.7', result: 'done' },
  ]);
});

test('the page of a suspended portal signs out, too', async () => {
  const home = await freshTenant();
  const ann = await freshMember(home, 'viewer');
  await suspendTenant(home.tenant.slug, true);
  const options = nextAuthOptions(await headersOf(ann.claims, ann.host));
  await options.events?.signOut?.({ token: { ...ann.claims }, session: {} as never });
  const row = await controlDb().session.findUnique({ where: { id: ann.claims.sessionId } });
  expect(row?.revokedAt).not.toBeNull();
});
