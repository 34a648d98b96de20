import { controlDb } from '#server/db/control.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { standingSession } from './standing-session.ts';

/**
 * Whether the session a context was made from still stands: not revoked, not expired, its user still a member, the
 * tenant not suspended. For what lasts longer than a request. A caller without a session has none that stands.
 */
export async function sessionIsLive({ actor, tenant }: TenantContext): Promise<boolean> {
  if (actor.kind !== 'user') return false;
  const row = await controlDb().session.findFirst({
    where: {
      ...standingSession({ sessionId: actor.sessionId, tenantId: tenant.id, userId: actor.id }),
      tenant: { status: 'active' },
      user: { memberships: { some: { tenantId: tenant.id } } },
    },
    select: { id: true },
  });
  return row !== null;
}
