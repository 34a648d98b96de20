import { tenantDb } from '#server/db/tenant-db.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';

/** From day 75 of its 90 on a key is near its end. */
const NEAR_DAYS = 15;

/** Keys that work, end within 15 days and have no successor that works, soonest first. @throws AppError FORBIDDEN */
export async function listEndingKeys(
  ctx: TenantContext,
  now = new Date(),
): Promise<{ id: string; name: string; expiresAt: Date }[]> {
  requireScope(ctx, 'admin');
  const { pool } = await tenantDb(ctx.tenant);
  const { rows } = await pool.query<{ id: string; name: string; expiresAt: Date }>(
    `SELECT k.key_id AS id, k.name, k.expires_at AS "expiresAt"
       FROM api_key k
      WHERE k.revoked_at IS NULL AND k.expires_at > $1 AND k.expires_at <= $1::timestamptz + make_interval(days => $2)
        AND NOT EXISTS (SELECT FROM api_key s WHERE s.key_id = k.successor_id AND s.revoked_at IS NULL
                                                AND s.expires_at > $1)
      ORDER BY k.expires_at, k.key_id LIMIT 100`,
    [now, NEAR_DAYS],
  );
  return rows;
}
