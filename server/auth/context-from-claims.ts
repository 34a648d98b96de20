import { z } from 'zod';
import { controlDb } from '#server/db/control.ts';
import { ROLES, type TenantContext } from '#server/tenancy/context.ts';
import { mayEnter } from '#server/tenancy/may-enter.ts';
import type { Site } from '#server/tenancy/site-from-host.ts';
import { standingSession } from './standing-session.ts';
import type { SessionClaims } from './start-session.ts';

/** Often enough to see when somebody was here, and spares a write per request. */
const SEEN_EVERY_MS = 60_000;

const claimsShape = z.object({ sessionId: z.uuid(), tenantId: z.uuid(), userId: z.uuid() });

/**
 * The context of a signed-in member, or null: the row must be live, the member still a member, and the host the
 * session's own tenant. A session of one tenant is no session on another's host.
 */
export async function contextFromClaims(
  claims: SessionClaims | unknown,
  site: Site,
): Promise<TenantContext | null> {
  const parsed = claimsShape.safeParse(claims);
  if (!parsed.success || site.kind !== 'tenant') return null;
  const { sessionId, tenantId, userId } = parsed.data;
  if (tenantId !== site.tenant.id) return null;
  const row = await controlDb().session.findFirst({
    where: standingSession(parsed.data),
    select: {
      lastSeenAt: true,
      user: {
        select: { email: true, name: true, memberships: { where: { tenantId }, select: { role: true } } },
      },
    },
  });
  const role = ROLES.find((name) => name === row?.user.memberships[0]?.role);
  const scopes = mayEnter(site, role);
  if (!row || !role || !scopes) return null;
  if (row.lastSeenAt === null || row.lastSeenAt.getTime() < Date.now() - SEEN_EVERY_MS)
    await controlDb().session.updateMany({ where: { id: sessionId }, data: { lastSeenAt: new Date() } });
  return {
    tenant: site.tenant,
    actor: { kind: 'user', id: userId, sessionId, role, email: row.user.email, name: row.user.name },
    scopes: new Set(scopes),
  };
}
