import { recordAudit } from '#server/audit/record-audit.ts';
import { controlDb } from '#server/db/control.ts';
import { notFound } from '#server/errors.ts';
import { isUuid } from '#server/is-uuid.ts';
import { requireUser, type TenantContext } from '#server/tenancy/context.ts';

/**
 * Signs out one of the caller's own sessions in this portal, or all but the one that asks.
 * @returns how many were ended
 * @throws AppError FORBIDDEN, NOT_FOUND (one that is not open, or not the caller's)
 */
export async function endOwnSessions(ctx: TenantContext, which: { id: string } | 'others'): Promise<number> {
  const { id: userId, sessionId } = requireUser(ctx);
  if (which !== 'others' && !isUuid(which.id)) throw notFound('session');
  const { count } = await controlDb().session.updateMany({
    where: {
      userId,
      tenantId: ctx.tenant.id,
      revokedAt: null,
      expiresAt: { gt: new Date() },
      id: which === 'others' ? { not: sessionId } : which.id,
    },
    data: { revokedAt: new Date() },
  });
  if (which !== 'others' && count === 0) throw notFound('session');
  if (count > 0) await recordAudit(ctx, { verb: 'session.end', details: { sessions: count } });
  return count;
}
