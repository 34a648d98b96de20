import { escapeIdentifier } from 'pg';
import { controlPool } from '#server/db/control.ts';
import { migrateControl, migrateSchema } from '#server/db/migrate.ts';
import { transaction } from '#server/db/transaction.ts';
import { AppError } from '#server/errors.ts';
import { newPlace } from '#server/tenancy/new-place.ts';
import { loadTable } from './load-table.ts';
import { loadTenant } from './load-tenant.ts';
import { migrationsOfBackup } from './migrations-of-backup.ts';
import type { OpenBackup } from './open-backup.ts';

/**
 * Restores a whole portal into an empty database. A tenant is served from when it is complete; after a run that was
 * cut off, begin with an empty database again.
 * @param onTenant told before each tenant
 * @throws AppError CONFLICT when the database is not empty or the backup is of a newer program, INVALID_INPUT when it
 *   is of one tenant, or damaged
 */
export async function restorePortal(
  backup: OpenBackup,
  onTenant: (slug: string) => void = () => {},
): Promise<void> {
  const { control, tenants, only } = backup.manifest;
  if (only !== null)
    throw new AppError('INVALID_INPUT', `This backup is of one tenant: restore it with --tenant ${only}.`);
  const then = await migrationsOfBackup('control', control.migrations);
  // Before anything is made: what cannot be finished should not be begun.
  for (const { migrations } of tenants) await migrationsOfBackup('tenant', migrations);
  const statuses = await transaction(controlPool(), async (client) => {
    const { rows } = await client.query(`SELECT to_regclass('public.tenant') AS tenant`);
    if (rows[0]?.tenant !== null)
      throw new AppError(
        'CONFLICT',
        'The database is not empty. Restore into an empty one (another DATA_DIR or DATABASE_URL), or one tenant with --tenant.',
      );
    await migrateSchema(client, 'public', then);
    for (const table of control.tables) await loadTable(client, backup, table, escapeIdentifier(table.table));
    const { rows: had } = await client.query<{ id: string; status: string }>('SELECT id, status FROM tenant');
    // Those that were being made or deleted have no rows in the backup.
    await client.query('DELETE FROM tenant WHERE NOT id = ANY($1::uuid[])', [tenants.map(({ id }) => id)]);
    for (const { id } of tenants) {
      const { schemaName, roleName } = newPlace();
      await client.query(
        `UPDATE tenant SET status = 'provisioning', schema_name = $2, role_name = $3 WHERE id = $1`,
        [id, schemaName, roleName],
      );
    }
    return new Map(had.map(({ id, status }) => [id, status]));
  });
  await migrateControl();
  for (const tenant of tenants) {
    onTenant(tenant.slug);
    const { rows } = await controlPool().query<{ schemaName: string; roleName: string }>(
      'SELECT schema_name AS "schemaName", role_name AS "roleName" FROM tenant WHERE id = $1',
      [tenant.id],
    );
    const [place] = rows;
    if (!place) throw new Error(`${tenant.slug} vanished while it was restored.`);
    await loadTenant(backup, { id: tenant.id, slug: tenant.slug, name: tenant.name, ...place }, tenant);
    await controlPool().query('UPDATE tenant SET status = $2 WHERE id = $1', [
      tenant.id,
      statuses.get(tenant.id) ?? 'active',
    ]);
  }
}
