import { recordAudit } from '#server/audit/record-audit.ts';
import { controlPool } from '#server/db/control.ts';
import { transaction } from '#server/db/transaction.ts';
import { type Role, requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { lockMembers, requireOtherOwner, requireRankFor } from './lock-members.ts';

/**
 * Gives a member another role. It holds from their next request on, in every session that is open.
 * @throws AppError FORBIDDEN (owners are made and unmade by owners), NOT_FOUND, CONFLICT for the last owner
 */
export async function changeRole(ctx: TenantContext, userId: string, role: Role): Promise<void> {
  requireScope(ctx, 'admin');
  await transaction(controlPool(), async (client) => {
    const { self, find, owners } = await lockMembers(client, ctx);
    const member = find(userId);
    requireRankFor(self.role, member.role, role);
    if (member.role === role) return;
    requireOtherOwner(member, owners);
    await client.query('UPDATE membership SET role = $3 WHERE tenant_id = $1 AND user_id = $2', [
      ctx.tenant.id,
      userId,
      role,
    ]);
    // A link that was made for the role they had.
    await client.query('DELETE FROM password_reset WHERE user_id = $1', [userId]);
    // Within the transaction: nothing changes unrecorded.
    await recordAudit(ctx, {
      verb: 'member.change_role',
      target: member.email,
      details: { from: member.role, to: role },
    });
  });
}
