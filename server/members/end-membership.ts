import type { PoolClient } from 'pg';
import type { TenantContext } from '#server/tenancy/context.ts';

/** Takes a user out of the tenant with all that lets them in: sessions, and links for a new password. */
export async function endMembership(client: PoolClient, ctx: TenantContext, userId: string): Promise<void> {
  await client.query(
    `WITH gone AS (DELETE FROM membership WHERE tenant_id = $1 AND user_id = $2),
          links AS (DELETE FROM password_reset WHERE user_id = $2)
     UPDATE session SET revoked_at = now() WHERE tenant_id = $1 AND user_id = $2 AND revoked_at IS NULL`,
    [ctx.tenant.id, userId],
  );
}
