import { recordAudit } from '#server/audit/record-audit.ts';
import { controlPool } from '#server/db/control.ts';
import { transaction } from '#server/db/transaction.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { endMembership } from './end-membership.ts';
import { lockMembers, requireOtherOwner, requireRankFor } from './lock-members.ts';

/**
 * Removes a member; their sessions here end at once. Their account stays: they may be a member elsewhere.
 * @throws AppError FORBIDDEN (owners are removed by owners), NOT_FOUND, CONFLICT for the last owner
 */
export async function removeMember(ctx: TenantContext, userId: string): Promise<void> {
  requireScope(ctx, 'admin');
  await transaction(controlPool(), async (client) => {
    const { self, find, owners } = await lockMembers(client, ctx);
    const member = find(userId);
    requireRankFor(self.role, member.role);
    requireOtherOwner(member, owners);
    await endMembership(client, ctx, userId);
    await recordAudit(ctx, { verb: 'member.remove', target: member.email, details: { role: member.role } });
  });
}
