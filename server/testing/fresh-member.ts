import { randomBytes } from 'node:crypto';
import { contextFromClaims } from '#server/auth/context-from-claims.ts';
import { signIn } from '#server/auth/sign-in.ts';
import type { SessionClaims } from '#server/auth/start-session.ts';
import { createMember } from '#server/members/create-member.ts';
import type { Role, TenantContext } from '#server/tenancy/context.ts';
import { siteFromHost } from '#server/tenancy/site-from-host.ts';

/** The password of members that tests make. */
export const TEST_PASSWORD = 'three quiet herons';

/** A member of the tenant with this role, signed in: their e-mail, claims and a way to their present context. */
export async function freshMember({ tenant }: Pick<TenantContext, 'tenant'>, role: Role) {
  const email = `${role}-${randomBytes(4).toString('hex')}@test.example`;
  const { userId } = await createMember({
    tenantId: tenant.id,
    email,
    name: `A ${role}`,
    password: TEST_PASSWORD,
    role,
  });
  const host = `${tenant.slug}.localhost`;
  const enter = (password = TEST_PASSWORD): Promise<SessionClaims> =>
    signIn({ host, email, password, address: '10.9.9.9', userAgent: 'Firefox' });
  const claims = await enter();
  const look = async (of: SessionClaims = claims) => contextFromClaims(of, await siteFromHost(host));
  const ctx = await look();
  if (!ctx) throw new Error('a member who has just signed in has no context');
  return { userId, email, host, claims, enter, look, ctx };
}
