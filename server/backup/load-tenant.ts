import { escapeIdentifier, type PoolClient } from 'pg';
import { controlPool } from '#server/db/control.ts';
import { grantRows, migrateSchema, migrateTenant } from '#server/db/migrate.ts';
import type { TenantRef } from '#server/db/tenant-ref.ts';
import { transaction } from '#server/db/transaction.ts';
import { createTenantSchema } from '#server/tenancy/create-tenant-schema.ts';
import { loadTable, setCounters } from './load-table.ts';
import type { BackupManifest } from './manifest.ts';
import { migrationsOfBackup } from './migrations-of-backup.ts';
import type { OpenBackup } from './open-backup.ts';

/**
 * Fills a tenant's schema from a backup: makes schema and role, brings the tables to where they were, reads the rows,
 * and then brings it up to date as any other. All or nothing but for the last step, which can be repeated.
 */
export async function loadTenant(
  backup: OpenBackup,
  tenant: TenantRef,
  { migrations, tables }: BackupManifest['tenants'][number],
): Promise<void> {
  const then = await migrationsOfBackup('tenant', migrations);
  await transaction(controlPool(), async (client) => {
    await createTenantSchema(client, tenant);
    await migrateSchema(client, tenant.schemaName, then);
    const schema = escapeIdentifier(tenant.schemaName);
    for (const table of tables)
      await loadTable(client, backup, table, `${schema}.${escapeIdentifier(table.table)}`);
    await setCounters(client, tenant.schemaName);
    await grantRows(client, tenant);
    await endWhatRan(client, schema);
  });
  await migrateTenant(tenant);
}

/** The queue is not in a backup: reports that waited are to be asked for again; files are queued again by the sweep. */
const endWhatRan = (client: PoolClient, schema: string) =>
  client.query(
    `UPDATE ${schema}.report SET status = 'failed', finished_at = now(), error = 'A backup was restored meanwhile. Ask for it again.'
      WHERE status IN ('queued', 'running')`,
  );
