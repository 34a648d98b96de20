import { recordAudit } from '#server/audit/record-audit.ts';
import { controlDb, controlPool } from '#server/db/control.ts';
import { transaction } from '#server/db/transaction.ts';
import { AppError } from '#server/errors.ts';
import { forgiveLogin, limitLogin } from '#server/rate-limits/limit-login.ts';
import { requireUser, type TenantContext } from '#server/tenancy/context.ts';
import { checkPassword } from './check-password.ts';
import { hashPassword, verifyPassword } from './password.ts';

/**
 * Changes the caller's own password. Every other session of the account ends, in all portals, and so do open links
 * for a new one.
 * @throws AppError INVALID_CREDENTIALS (current password), INVALID_INPUT (new one), RATE_LIMITED, FORBIDDEN for a key
 */
export async function changePassword(
  ctx: TenantContext,
  input: { current: string; next: string },
): Promise<void> {
  const { id, email, name, sessionId } = requireUser(ctx);
  checkPassword(input.next, { email, name });
  const attempt = { tenantId: ctx.tenant.id, email, address: ctx.address ?? 'unknown' };
  await limitLogin(attempt);
  const user = await controlDb().user.findUnique({ where: { id }, select: { passwordHash: true } });
  if (!user || !(await verifyPassword(user.passwordHash, input.current))) {
    await recordAudit(ctx, { verb: 'account.change_password', result: 'refused' });
    throw new AppError('INVALID_CREDENTIALS', 'This is not your current password.', { field: 'current' });
  }
  await forgiveLogin(attempt);
  if (input.next === input.current)
    throw new AppError('INVALID_INPUT', 'This is the password you have. Choose another.', {
      field: 'password',
    });
  const passwordHash = await hashPassword(input.next);
  await transaction(controlPool(), async (client) => {
    // Only over the password that was checked: of two changes at once, one is first.
    const { rowCount } = await client.query(
      'UPDATE app_user SET password_hash = $2 WHERE id = $1 AND password_hash = $3',
      [id, passwordHash, user.passwordHash],
    );
    if (rowCount === 0) throw new AppError('CONFLICT', 'The password was changed in this moment. Try again.');
    await client.query(
      `WITH links AS (DELETE FROM password_reset WHERE user_id = $1)
       UPDATE session SET revoked_at = now() WHERE user_id = $1 AND id <> $2 AND revoked_at IS NULL`,
      [id, sessionId],
    );
    await recordAudit(ctx, { verb: 'account.change_password' });
  });
}
