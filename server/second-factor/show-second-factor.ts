import { controlPool } from '#server/db/control.ts';
import { requireUser, type TenantContext } from '#server/tenancy/context.ts';

export interface SecondFactorView {
  /** Since when a code is asked for; null: none is. */
  since: Date | null;
  /** Recovery codes that were not used yet. */
  codesLeft: number;
  /** Whether the account has a password; without one it signs in through an identity provider only. */
  hasPassword: boolean;
}

/** How the caller's own account is kept. @throws AppError FORBIDDEN for a key */
export async function showSecondFactor(ctx: TenantContext): Promise<SecondFactorView> {
  const { id } = requireUser(ctx);
  const { rows } = await controlPool().query<SecondFactorView>(
    `SELECT totp_since AS since, password_hash IS NOT NULL AS "hasPassword",
            (SELECT count(*)::int FROM recovery_code c WHERE c.user_id = u.id AND c.used_at IS NULL) AS "codesLeft"
       FROM app_user u WHERE id = $1`,
    [id],
  );
  return rows[0] ?? { since: null, codesLeft: 0, hasPassword: false };
}
