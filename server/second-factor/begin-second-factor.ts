import { randomBytes } from 'node:crypto';
import { renderSVG } from 'uqr';
import { controlPool } from '#server/db/control.ts';
import { AppError } from '#server/errors.ts';
import { requireUser, type TenantContext } from '#server/tenancy/context.ts';
import { confirmSelf } from './confirm-self.ts';
import { sealSecret } from './seal-secret.ts';
import { describeSecret } from './time-codes.ts';

/** RFC 4226 §4 recommends 160 bits. */
const SECRET_BYTES = 20;

/**
 * Begins to set up the caller's second factor: a new secret, for an authenticator app. It is asked for only once
 * confirmSecondFactor has seen a code of it.
 * @returns the secret as text, as the app's address, and as a QR code (svg)
 * @throws AppError INVALID_CREDENTIALS, RATE_LIMITED, CONFLICT when there is one, FORBIDDEN for a key
 */
export async function beginSecondFactor(
  ctx: TenantContext,
  input: { password: string },
): Promise<{ secret: string; uri: string; svg: string }> {
  const { id, email } = requireUser(ctx);
  await confirmSelf(ctx, 'second_factor.begin', input);
  const secret = randomBytes(SECRET_BYTES);
  const { rowCount } = await controlPool().query(
    'UPDATE app_user SET totp_secret = $2, totp_last_step = NULL WHERE id = $1 AND totp_since IS NULL',
    [id, sealSecret(id, secret)],
  );
  if (rowCount === 0)
    throw new AppError('CONFLICT', 'There is a second factor already. Switch it off to set up another.');
  const shown = describeSecret(secret, { portal: ctx.tenant.name, email });
  return { ...shown, svg: renderSVG(shown.uri, { ecc: 'M', border: 2 }) };
}
