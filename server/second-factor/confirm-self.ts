import { recordAudit } from '#server/audit/record-audit.ts';
import { verifyPassword } from '#server/auth/password.ts';
import { controlDb } from '#server/db/control.ts';
import { AppError } from '#server/errors.ts';
import { forgiveLogin, limitLogin } from '#server/rate-limits/limit-login.ts';
import { requireUser, type TenantContext } from '#server/tenancy/context.ts';
import { redeemCode } from './redeem-code.ts';

/**
 * Makes sure that it is the account's owner who asks, and not somebody at their open session: by the password and,
 * where `code` is given, by the second factor. What is wrong counts as a refused sign-in.
 * @param verb what is asked for, for the audit trail
 * @throws AppError INVALID_CREDENTIALS with details.field, RATE_LIMITED, FORBIDDEN for a key
 */
export async function confirmSelf(
  ctx: TenantContext,
  verb: string,
  proof: { password: string; code?: string },
): Promise<void> {
  const { id, email } = requireUser(ctx);
  const attempt = { tenantId: ctx.tenant.id, email, address: ctx.address ?? 'unknown' };
  await limitLogin(attempt);
  const user = await controlDb().user.findUnique({ where: { id }, select: { passwordHash: true } });
  const refuse = async (field: string, message: string) => {
    await recordAudit(ctx, { verb, result: 'refused' });
    return new AppError('INVALID_CREDENTIALS', message, { field });
  };
  if (!(await verifyPassword(user?.passwordHash ?? null, proof.password)))
    throw await refuse('password', 'This is not your password.');
  if (proof.code !== undefined && (await redeemCode(id, proof.code)) === null)
    throw await refuse('code', 'This code is wrong, or was used before. Wait for the next one.');
  await forgiveLogin(attempt);
}
