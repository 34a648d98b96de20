import { recordAudit } from '#server/audit/record-audit.ts';
import { controlDb } from '#server/db/control.ts';
import { notFound } from '#server/errors.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { findPending } from './find-pending.ts';

/** Ends an invitation that is pending: its link is worth nothing. @throws AppError FORBIDDEN, NOT_FOUND */
export async function withdrawInvitation(ctx: TenantContext, id: string): Promise<void> {
  requireScope(ctx, 'admin');
  const { email } = await findPending(ctx, id);
  const { count } = await controlDb().invitation.deleteMany({
    where: { id, tenantId: ctx.tenant.id, acceptedAt: null },
  });
  // Accepted, or withdrawn by somebody else, in this moment.
  if (count === 0) throw notFound('invitation');
  await recordAudit(ctx, { verb: 'member.withdraw', target: email });
}
