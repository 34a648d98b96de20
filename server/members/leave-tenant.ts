import { recordAudit } from '#server/audit/record-audit.ts';
import { controlPool } from '#server/db/control.ts';
import { transaction } from '#server/db/transaction.ts';
import { requireUser, type TenantContext } from '#server/tenancy/context.ts';
import { endMembership } from './end-membership.ts';
import { lockMembers, requireOtherOwner } from './lock-members.ts';

/** Ends the caller's own membership and sessions here. @throws AppError FORBIDDEN, CONFLICT for the last owner */
export async function leaveTenant(ctx: TenantContext): Promise<void> {
  requireUser(ctx);
  await transaction(controlPool(), async (client) => {
    const { self, owners } = await lockMembers(client, ctx);
    requireOtherOwner(self, owners);
    await endMembership(client, ctx, self.userId);
    await recordAudit(ctx, { verb: 'member.leave', target: self.email, details: { role: self.role } });
  });
}
