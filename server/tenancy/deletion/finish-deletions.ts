import { controlPool } from '#server/db/control.ts';
import type { TenantRef } from '#server/db/tenant-ref.ts';
import { log } from '#server/log.ts';
import { dropTenant } from './drop-tenant.ts';

/** A sign-up takes a second; after so long nobody goes on with it. */
const LEFT_MINUTES = 15;

/**
 * Deletes the tenants whose days of grace are over, goes on with deletions that were cut off, and removes tenants that
 * were left half-made. Safe to run twice at once and to be killed: a tenant is chosen by its state and removed in one
 * transaction. One that cannot be removed is logged and keeps nobody else waiting.
 * @returns how many were removed
 */
export async function finishDeletions(now: Date): Promise<number> {
  const { rows } = await controlPool().query<Pick<TenantRef, 'id' | 'slug' | 'schemaName' | 'roleName'>>(
    `UPDATE tenant SET status = 'deleting'
      WHERE status = 'deleting'
         OR (status = 'suspended' AND delete_after <= $1)
         OR (status = 'provisioning' AND created_at < $1 - make_interval(mins => $2))
     RETURNING id, slug, schema_name AS "schemaName", role_name AS "roleName"`,
    [now, LEFT_MINUTES],
  );
  let removed = 0;
  for (const tenant of rows) {
    try {
      await dropTenant(tenant);
      removed += 1;
      log().info({ tenant: tenant.id, slug: tenant.slug }, 'deleted a tenant');
    } catch (error) {
      log().error({ err: error, tenant: tenant.id }, 'a tenant could not be deleted');
    }
  }
  return removed;
}
