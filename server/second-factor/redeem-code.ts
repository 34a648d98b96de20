import { controlPool } from '#server/db/control.ts';
import { hmac } from '#server/secrets.ts';
import { plainCode } from './recovery-codes.ts';
import { openSecret } from './seal-secret.ts';
import { stepOf } from './time-codes.ts';

/**
 * Uses up a code of the account's second factor, or a recovery code: each is good once, also when it comes twice at
 * the same moment.
 * @returns which of the two it was; null when it is wrong or was used before
 */
export async function redeemCode(
  userId: string,
  given: string,
  now = Date.now(),
): Promise<'code' | 'recovery code' | null> {
  const code = plainCode(given);
  const { rows } = await controlPool().query<{ sealed: Buffer }>(
    'SELECT totp_secret AS sealed FROM app_user WHERE id = $1 AND totp_since IS NOT NULL AND totp_secret IS NOT NULL',
    [userId],
  );
  const sealed = rows[0]?.sealed;
  if (!sealed) return null;
  const step = stepOf(openSecret(userId, sealed), code, now);
  if (step !== null) {
    const { rowCount } = await controlPool().query(
      `UPDATE app_user SET totp_last_step = $2
        WHERE id = $1 AND totp_secret = $3 AND (totp_last_step IS NULL OR totp_last_step < $2)`,
      [userId, step, sealed],
    );
    return rowCount === 1 ? 'code' : null;
  }
  const { rowCount } = await controlPool().query(
    'UPDATE recovery_code SET used_at = now() WHERE user_id = $1 AND code_hash = $2 AND used_at IS NULL',
    [userId, hmac('recovery-code', `${userId}:${code}`)],
  );
  return rowCount === 1 ? 'recovery code' : null;
}
