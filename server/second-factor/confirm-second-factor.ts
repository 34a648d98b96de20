import { recordAudit } from '#server/audit/record-audit.ts';
import { controlPool } from '#server/db/control.ts';
import { transaction } from '#server/db/transaction.ts';
import { AppError } from '#server/errors.ts';
import { requireUser, type TenantContext } from '#server/tenancy/context.ts';
import { plainCode, replaceRecoveryCodes } from './recovery-codes.ts';
import { openSecret } from './seal-secret.ts';
import { stepOf } from './time-codes.ts';

/**
 * Switches the caller's second factor on, with a first code that shows that their app has the secret.
 * @returns ten recovery codes, which are shown now and never again
 * @throws AppError INVALID_INPUT for a wrong code, CONFLICT when none is being set up, FORBIDDEN for a key
 */
export async function confirmSecondFactor(
  ctx: TenantContext,
  input: { code: string },
  now = Date.now(),
): Promise<{ codes: string[] }> {
  const { id } = requireUser(ctx);
  return transaction(controlPool(), async (client) => {
    const { rows } = await client.query<{ sealed: Buffer | null; since: Date | null }>(
      'SELECT totp_secret AS sealed, totp_since AS since FROM app_user WHERE id = $1 FOR NO KEY UPDATE',
      [id],
    );
    const sealed = rows[0]?.since === null ? rows[0].sealed : null;
    if (!sealed) throw new AppError('CONFLICT', 'No second factor is being set up. Begin again.');
    const step = stepOf(openSecret(id, sealed), plainCode(input.code), now);
    if (step === null)
      throw new AppError(
        'INVALID_INPUT',
        'This code is wrong. Type the one that the app shows now, and check the clock of the device.',
        { field: 'code' },
      );
    await client.query('UPDATE app_user SET totp_since = now(), totp_last_step = $2 WHERE id = $1', [
      id,
      step,
    ]);
    const codes = await replaceRecoveryCodes(client, id);
    await recordAudit(ctx, { verb: 'second_factor.on' });
    return { codes };
  });
}
