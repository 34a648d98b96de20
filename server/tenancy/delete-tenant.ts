import { rm } from 'node:fs/promises';
import { escapeIdentifier } from 'pg';
import { controlDb, controlPool } from '#server/db/control.ts';
import { closeTenantDb } from '#server/db/tenant-db.ts';
import { transaction } from '#server/db/transaction.ts';
import { segmentCacheFolder } from '#server/metrics/duckdb/data-folders.ts';
import { findTenant } from './find-tenant.ts';

/**
 * Deletes a tenant with all its data, its schema and its role. There is no way back. Users stay: they may be
 * members elsewhere. Cut off half-way, it can be called again.
 * @throws AppError UNKNOWN_TENANT
 */
export async function deleteTenant(slug: string): Promise<void> {
  const tenant = await findTenant(slug);
  await controlDb().tenant.update({ where: { id: tenant.id }, data: { status: 'deleting' } });
  await closeTenantDb(tenant.id);
  await transaction(controlPool(), async (client) => {
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
