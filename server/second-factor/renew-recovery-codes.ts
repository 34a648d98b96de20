import { recordAudit } from '#server/audit/record-audit.ts';
import { controlPool } from '#server/db/control.ts';
import { transaction } from '#server/db/transaction.ts';
import { requireUser, type TenantContext } from '#server/tenancy/context.ts';
import { confirmSelf } from './confirm-self.ts';
import { replaceRecoveryCodes } from './recovery-codes.ts';

/**
 * New recovery codes in place of the caller's present ones.
 * @throws AppError INVALID_CREDENTIALS (details.field), RATE_LIMITED, FORBIDDEN for a key
 */
export async function renewRecoveryCodes(
  ctx: TenantContext,
  proof: { password: string; code: string },
): Promise<{ codes: string[] }> {
  const { id } = requireUser(ctx);
  await confirmSelf(ctx, 'second_factor.renew_codes', proof);
  return transaction(controlPool(), async (client) => {
    const codes = await replaceRecoveryCodes(client, id);
    await recordAudit(ctx, { verb: 'second_factor.renew_codes' });
    return { codes };
  });
}
