import { recordAudit } from '#server/audit/record-audit.ts';
import { controlPool } from '#server/db/control.ts';
import { transaction } from '#server/db/transaction.ts';
import { AppError } from '#server/errors.ts';
import { requireUser, type TenantContext } from '#server/tenancy/context.ts';
import { endMembership } from './end-membership.ts';
import { lockMembers, requireOtherOwner } from './lock-members.ts';

/**
 * Ends the caller's own membership and sessions here.
 * @param confirm the name of the portal in its address, so that no stray call leaves it
 * @throws AppError FORBIDDEN, INVALID_INPUT for another name, CONFLICT for the last owner
 */
export async function leaveTenant(ctx: TenantContext, confirm: string): Promise<void> {
  requireUser(ctx);
  if (confirm !== ctx.tenant.slug)
    throw new AppError('INVALID_INPUT', 'Name the portal that you leave.', { field: 'portal' });
  await transaction(controlPool(), async (client) => {
    const { self, owners } = await lockMembers(client, ctx);
    requireOtherOwner(self, owners);
    await endMembership(client, ctx, self.userId);
    await recordAudit(ctx, { verb: 'member.leave', target: self.email, details: { role: self.role } });
  });
}
