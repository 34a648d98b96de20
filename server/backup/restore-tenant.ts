import { escapeIdentifier, type PoolClient } from 'pg';
import { controlPool } from '#server/db/control.ts';
import { readMigrations } from '#server/db/migrate.ts';
import type { TenantRef } from '#server/db/tenant-ref.ts';
import { transaction } from '#server/db/transaction.ts';
import { AppError } from '#server/errors.ts';
import { newPlace } from '#server/tenancy/new-place.ts';
import { loadTable } from './load-table.ts';
import { loadTenant } from './load-tenant.ts';
import type { BackupManifest, BackupTable } from './manifest.ts';
import { migrationsOfBackup } from './migrations-of-backup.ts';
import type { OpenBackup } from './open-backup.ts';

/**
 * Restores one tenant beside those that are there, from its own backup or one of the whole portal. Members who are
 * known here by their e-mail keep their account; nobody is signed in.
 * @throws AppError UNKNOWN_TENANT when the backup has none such, CONFLICT when the tenant is there or the schema of the
 *   public tables was another, INVALID_INPUT when the backup is damaged
 */
export async function restoreTenant(backup: OpenBackup, slug: string): Promise<TenantRef> {
  const { control, tenants } = backup.manifest;
  const source = tenants.find((tenant) => tenant.slug === slug);
  if (!source)
    throw new AppError(
      'UNKNOWN_TENANT',
      `The backup has no tenant "${slug}"; it has ${tenants.map((tenant) => tenant.slug).join(', ') || 'none'}.`,
    );
  await checkControl(control);
  await migrationsOfBackup('tenant', source.migrations);
  const tenant: TenantRef = { id: source.id, slug, name: source.name, ...newPlace() };
  const status = await transaction(controlPool(), (client) => insertControl(client, backup, tenant));
  await loadTenant(backup, tenant, source);
  await controlPool().query('UPDATE tenant SET status = $2 WHERE id = $1', [tenant.id, status]);
  return tenant;
}

/** Rows of the public tables can be added to others only where the tables are the same. */
async function checkControl({ migrations }: BackupManifest['control']): Promise<void> {
  await migrationsOfBackup('control', migrations);
  const missing = (await readMigrations('control')).filter(
    ({ name }) => !migrations.some((one) => one.name === name),
  );
  if (missing.length > 0)
    throw new AppError(
      'CONFLICT',
      `The backup is from before ${missing[0]?.name}. Restore the whole of it into an empty database, back up the tenant there, and restore that.`,
    );
}

const staged = (table: string) => escapeIdentifier(`restored_${table}`);

/** @returns the tenant's status in the backup */
async function insertControl(client: PoolClient, backup: OpenBackup, tenant: TenantRef): Promise<string> {
  const tables = new Map(backup.manifest.control.tables.map((table) => [table.table, table]));
  for (const [name, table] of tables) {
    await client.query(`CREATE TEMP TABLE ${staged(name)} (LIKE ${escapeIdentifier(name)}) ON COMMIT DROP`);
    await loadTable(client, backup, table, staged(name));
  }
  const { rows: there } = await client.query('SELECT 1 FROM tenant WHERE id = $1 OR slug = $2', [
    tenant.id,
    tenant.slug,
  ]);
  if (there.length > 0)
    throw new AppError(
      'CONFLICT',
      `The tenant "${tenant.slug}" is there. Delete it first: npm run tenant -- delete ${tenant.slug}`,
    );
  const { rows } = await client.query<{ status: string }>(
    `UPDATE restored_tenant SET status = 'provisioning', schema_name = $2, role_name = $3 WHERE id = $1
     RETURNING (SELECT status FROM restored_tenant WHERE id = $1)`,
    [tenant.id, tenant.schemaName, tenant.roleName],
  );
  const insert = (name: string, where: string, columns = tables.get(name)?.columns ?? []) =>
    client.query(
      `INSERT INTO ${escapeIdentifier(name)} (${list(columns)}) SELECT ${list(columns)} FROM ${staged(name)} WHERE ${where} ON CONFLICT DO NOTHING`,
      where.includes('$1') ? [tenant.id] : [],
    );
  await insert('tenant', 'id = $1');
  await insert('app_user', 'id IN (SELECT user_id FROM restored_membership WHERE tenant_id = $1)');
  // Who is here already under another id is the one with that e-mail.
  await client.query(
    `UPDATE restored_membership m SET user_id = here.id
       FROM restored_app_user was JOIN app_user here ON here.email = was.email WHERE was.id = m.user_id`,
  );
  for (const name of ['membership', 'domain', 'invitation', 'api_key_locator'])
    await insert(name, 'tenant_id = $1');
  const isOld =
    'user_id IN (SELECT id FROM app_user) AND user_id IN (SELECT user_id FROM restored_membership WHERE tenant_id = $1)';
  for (const name of ['recovery_code', 'user_identity']) await insert(name, isOld);
  return rows[0]?.status ?? 'active';
}

const list = (columns: BackupTable['columns']) => columns.map(escapeIdentifier).join(', ');
