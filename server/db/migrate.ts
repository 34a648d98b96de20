import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { escapeIdentifier, type PoolClient } from 'pg';
import { controlPool } from './control.ts';
import type { TenantRef } from './tenant-ref.ts';
import { transaction } from './transaction.ts';

/** A migration that cannot be applied; the message names the schema and the file. */
export class MigrationError extends Error {
  override name = 'MigrationError';
}

interface Migration {
  name: string;
  sql: string;
  sha256: string;
}

/** The SQL files of prisma/<which>/migrations, in the order of their names. */
export async function readMigrations(
  which: 'control' | 'tenant',
  root = process.cwd(),
): Promise<Migration[]> {
  const folder = join(root, 'prisma', which, 'migrations');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(folder, name), 'utf8');
      return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/**
 * Brings one schema up to date inside the caller's transaction, with a ledger in that schema. Two runs at once
 * wait for each other.
 * @returns names of the files applied now
 * @throws MigrationError when an applied file was changed since, or a file fails
 */
export async function migrateSchema(
  client: PoolClient,
  schema: string,
  migrations: readonly Migration[],
): Promise<string[]> {
  const inSchema = `${escapeIdentifier(schema)}.schema_migration`;
  await client.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`migrate:${schema}`]);
  await client.query(`SELECT set_config('search_path', $1, true)`, [escapeIdentifier(schema)]);
  await client.query(
    `CREATE TABLE IF NOT EXISTS ${inSchema} (
       name text PRIMARY KEY, sha256 text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`,
  );
  const { rows } = await client.query<{ name: string; sha256: string }>(
    `SELECT name, sha256 FROM ${inSchema}`,
  );
  const ledger = new Map(rows.map((row) => [row.name, row.sha256]));
  const applied: string[] = [];
  for (const { name, sql, sha256 } of migrations) {
    const known = ledger.get(name);
    if (known === sha256) continue;
    if (known)
      throw new MigrationError(
        `${schema}: ${name} was changed after it was applied. Restore the file and put the change in a new one.`,
      );
    try {
      await client.query(sql);
    } catch (cause) {
      throw new MigrationError(
        `${schema}: ${name} failed: ${cause instanceof Error ? cause.message : cause}`,
        { cause },
      );
    }
    await client.query(`INSERT INTO ${inSchema} (name, sha256) VALUES ($1, $2)`, [name, sha256]);
    applied.push(name);
  }
  return applied;
}

/** The first that knows STORAGE inside CREATE TABLE, which the tenant's tables use. */
const OLDEST_POSTGRESQL = 16;

async function checkVersion(): Promise<void> {
  const { rows } = await controlPool().query<{ version: number }>(
    `SELECT current_setting('server_version_num')::int / 10000 AS version`,
  );
  const version = rows[0]?.version ?? 0;
  if (version < OLDEST_POSTGRESQL)
    throw new MigrationError(
      `The PostgreSQL of DATABASE_URL is version ${version}; ${OLDEST_POSTGRESQL} or newer is needed.`,
    );
}

/** Brings the public schema up to date. @throws MigrationError, also when PostgreSQL is too old */
export async function migrateControl(): Promise<string[]> {
  await checkVersion();
  const migrations = await readMigrations('control');
  return transaction(controlPool(), async (client) => {
    const applied = await migrateSchema(client, 'public', migrations);
    // Tenant roles are confined by having no grant; PostgreSQL gives PUBLIC one by default.
    await client.query('REVOKE ALL ON SCHEMA public FROM PUBLIC');
    return applied;
  });
}

/**
 * Brings one tenant's schema up to date and gives its role rows, not structure: the role may read and write
 * every table but owns none. The audit trail it may only add to.
 */
export async function migrateTenant(tenant: TenantRef): Promise<string[]> {
  const migrations = await readMigrations('tenant');
  return transaction(controlPool(), (client) => migrateTenantIn(client, tenant, migrations));
}

async function migrateTenantIn(client: PoolClient, tenant: TenantRef, migrations: readonly Migration[]) {
  const applied = await migrateSchema(client, tenant.schemaName, migrations);
  if (applied.length > 0) await grantRows(client, tenant);
  // A program before this one, run again, takes nothing back.
  await client.query(
    `UPDATE public.tenant SET migration = $2 WHERE id = $1 AND coalesce(migration, '') < $2`,
    [tenant.id, migrations.at(-1)?.name],
  );
  return applied;
}

/** Gives a tenant's role the rows of all tables that its schema has now; of the audit trail it may only add to. */
export async function grantRows(client: PoolClient, tenant: TenantRef): Promise<void> {
  const schema = escapeIdentifier(tenant.schemaName);
  const role = escapeIdentifier(tenant.roleName);
  await client.query(`GRANT USAGE ON SCHEMA ${schema} TO ${role}`);
  await client.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${schema} TO ${role}`);
  await client.query(`GRANT USAGE ON ALL SEQUENCES IN SCHEMA ${schema} TO ${role}`);
  await client.query(`REVOKE ALL ON ${schema}.schema_migration FROM ${role}`);
  // What is in the audit trail stays as it was written.
  await client.query(`REVOKE UPDATE, DELETE ON ${schema}.audit_entry FROM ${role}`);
}

/**
 * Brings every tenant's schema up to date, one transaction each: a run that is cut off goes on where it stopped.
 * @param onTenant told after each tenant what was applied
 * @param options.leftBehind only those that lack the newest file, as one that a program before this made meanwhile
 */
export async function migrateTenants(
  onTenant: (tenant: TenantRef, applied: string[]) => void = () => {},
  { leftBehind = false }: { leftBehind?: boolean } = {},
): Promise<void> {
  const newest = leftBehind ? ((await readMigrations('tenant')).at(-1)?.name ?? null) : null;
  const { rows } = await controlPool().query<TenantRef>(
    `SELECT id, slug, name, schema_name AS "schemaName", role_name AS "roleName"
       FROM tenant
      WHERE status IN ('active', 'suspended') AND ($1::text IS NULL OR coalesce(migration, '') < $1)
      ORDER BY created_at`,
    [newest],
  );
  const migrations = await readMigrations('tenant');
  for (const tenant of rows)
    onTenant(
      tenant,
      await transaction(controlPool(), (client) => migrateTenantIn(client, tenant, migrations)),
    );
}
