import { recordAudit } from '#server/audit/record-audit.ts';
import { controlPool } from '#server/db/control.ts';
import { transaction } from '#server/db/transaction.ts';
import { requireUser, type TenantContext } from '#server/tenancy/context.ts';
import { clearSecondFactor } from './clear-second-factor.ts';
import { confirmSelf } from './confirm-self.ts';

/**
 * Switches the caller's second factor off, by password and code (or recovery code).
 * @throws AppError INVALID_CREDENTIALS (details.field), RATE_LIMITED, FORBIDDEN for a key
 */
export async function endSecondFactor(
  ctx: TenantContext,
  proof: { password: string; code: string },
): Promise<void> {
  const { id } = requireUser(ctx);
  await confirmSelf(ctx, 'second_factor.off', proof);
  await transaction(controlPool(), async (client) => {
    await clearSecondFactor(client, id);
    await recordAudit(ctx, { verb: 'second_factor.off' });
  });
}
