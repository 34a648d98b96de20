import type { PoolClient } from 'pg';

/** Takes an account's second factor away, with its recovery codes. @returns whether there was one that was on */
export async function clearSecondFactor(client: PoolClient, userId: string): Promise<boolean> {
  await client.query('DELETE FROM recovery_code WHERE user_id = $1', [userId]);
  const { rowCount } = await client.query(
    `UPDATE app_user SET totp_secret = NULL, totp_since = NULL, totp_last_step = NULL
      WHERE id = $1 AND totp_since IS NOT NULL`,
    [userId],
  );
  return rowCount === 1;
}
