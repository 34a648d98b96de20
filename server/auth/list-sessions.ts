import { controlDb } from '#server/db/control.ts';
import { requireUser, type TenantContext } from '#server/tenancy/context.ts';

export interface SessionView {
  id: string;
  /** The session that asks. */
  current: boolean;
  userAgent: string | null;
  /** Where it was signed in from. */
  address: string | null;
  createdAt: Date;
  lastSeenAt: Date;
  expiresAt: Date;
}

/** The caller's own open sessions in this portal, the one that asks first, then by last use. @throws AppError FORBIDDEN */
export async function listSessions(ctx: TenantContext): Promise<SessionView[]> {
  const { id: userId, sessionId } = requireUser(ctx);
  const rows = await controlDb().session.findMany({
    where: { userId, tenantId: ctx.tenant.id, revokedAt: null, expiresAt: { gt: new Date() } },
    select: {
      id: true,
      userAgent: true,
      address: true,
      createdAt: true,
      lastSeenAt: true,
      expiresAt: true,
    },
  });
  return rows
    .map((row) => ({ ...row, current: row.id === sessionId, lastSeenAt: row.lastSeenAt ?? row.createdAt }))
    .sort((a, b) => Number(b.current) - Number(a.current) || b.lastSeenAt.getTime() - a.lastSeenAt.getTime());
}
