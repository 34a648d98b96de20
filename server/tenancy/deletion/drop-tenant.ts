import { rm } from 'node:fs/promises';
import { escapeIdentifier } from 'pg';
import { controlPool } from '#server/db/control.ts';
import { closeTenantDb } from '#server/db/tenant-db.ts';
import type { TenantRef } from '#server/db/tenant-ref.ts';
import { transaction } from '#server/db/transaction.ts';
import { segmentCacheFolder } from '#server/metrics/duckdb/data-folders.ts';

/**
 * Removes a tenant's schema, role and row in one transaction: cut off at any moment, all of it is there or none. Of two
 * at once the second finds nothing. Without a row (taken over, or gone) what carries its names is removed all the same.
 */
export async function dropTenant(tenant: Pick<TenantRef, 'id' | 'schemaName' | 'roleName'>): Promise<void> {
  await closeTenantDb(tenant.id);
  await transaction(controlPool(), async (client) => {
    await client.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`drop:${tenant.schemaName}`]);
    // Other processes may hold connections of the role; from here on it cannot log in again.
    const role = escapeIdentifier(tenant.roleName);
    const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [tenant.roleName]);
    if (rowCount) {
      await client.query(`ALTER ROLE ${role} NOLOGIN`);
      // Ending its connections and taking back grants that were made by hand need membership in it.
      await client.query(`GRANT ${role} TO CURRENT_USER`);
      await client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1', [
        tenant.roleName,
      ]);
    }
    await client.query(`DROP SCHEMA IF EXISTS ${escapeIdentifier(tenant.schemaName)} CASCADE`);
    if (rowCount) {
      await client.query(`DROP OWNED BY ${role}`);
      await client.query(`DROP ROLE ${role}`);
    }
    await client.query('DELETE FROM tenant WHERE id = $1', [tenant.id]);
  });
  // What this host kept of its segments; on other hosts the cache forgets them by itself.
  await rm(segmentCacheFolder(tenant.schemaName), { recursive: true, force: true });
}
