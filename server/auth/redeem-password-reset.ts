import { recordAudit } from '#server/audit/record-audit.ts';
import { controlPool } from '#server/db/control.ts';
import { transaction } from '#server/db/transaction.ts';
import { notFound } from '#server/errors.ts';
import { forgiveAccount } from '#server/rate-limits/limit-login.ts';
import { checkPassword } from './check-password.ts';
import { findPasswordReset } from './find-password-reset.ts';
import { hashPassword } from './password.ts';

/**
 * Sets the password that a link was made for. The link is used up, and every session of the account ends.
 * @throws AppError NOT_FOUND (see findPasswordReset), INVALID_INPUT for the password, which leaves the link open
 */
export async function redeemPasswordReset(input: {
  host: string | null;
  address: string;
  token: string;
  password: string;
}): Promise<{ email: string }> {
  const { id, tenant, userId, email, name } = await findPasswordReset(input.host, input.token);
  checkPassword(input.password, { email, name });
  const passwordHash = await hashPassword(input.password);
  await transaction(controlPool(), async (client) => {
    const { rowCount } = await client.query('DELETE FROM password_reset WHERE id = $1', [id]);
    if (rowCount === 0) throw notFound('link');
    await client.query('UPDATE app_user SET password_hash = $2 WHERE id = $1', [userId, passwordHash]);
    await client.query('UPDATE session SET revoked_at = now() WHERE user_id = $1 AND revoked_at IS NULL', [
      userId,
    ]);
    await recordAudit(
      { tenant, actor: { kind: 'user', id: userId, email }, address: input.address },
      { verb: 'account.reset_password' },
    );
  });
  await forgiveAccount({ tenantId: tenant.id, email, address: input.address });
  return { email };
}
