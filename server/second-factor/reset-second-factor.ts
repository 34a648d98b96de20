import { recordAudit } from '#server/audit/record-audit.ts';
import { controlPool } from '#server/db/control.ts';
import { transaction } from '#server/db/transaction.ts';
import { AppError } from '#server/errors.ts';
import { lockMembers, requireMemberHereOnly } from '#server/members/lock-members.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { clearSecondFactor } from './clear-second-factor.ts';

/**
 * Takes the second factor of a member away, who has lost the device and the recovery codes: they sign in by password
 * until they set up another. For owners; one's own is switched off with a code.
 * @throws AppError FORBIDDEN, NOT_FOUND, CONFLICT (one's own, none there, or member elsewhere too)
 */
export async function resetSecondFactor(ctx: TenantContext, userId: string): Promise<void> {
  requireScope(ctx, 'own');
  await transaction(controlPool(), async (client) => {
    const { self, find } = await lockMembers(client, ctx);
    if (self.role !== 'owner') throw new AppError('FORBIDDEN', 'Only an owner of this portal can do this.');
    const member = find(userId);
    if (member.userId === self.userId)
      throw new AppError('CONFLICT', 'Switch off your own second factor on the page Account, with a code.');
    await requireMemberHereOnly(client, ctx, userId);
    if (!(await clearSecondFactor(client, userId)))
      throw new AppError('CONFLICT', `${member.email} has no second factor.`);
    await recordAudit(ctx, { verb: 'member.reset_second_factor', target: member.email });
  });
}
