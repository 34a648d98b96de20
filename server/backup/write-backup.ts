import { createWriteStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { escapeIdentifier, escapeLiteral, type PoolClient } from 'pg';
import { to } from 'pg-copy-streams';
import { ZipFile } from 'yazl';
import { controlPool } from '#server/db/control.ts';
import type { TenantRef } from '#server/db/tenant-ref.ts';
import { transaction } from '#server/db/transaction.ts';
import { AppError } from '#server/errors.ts';
import { CONTROL_TABLES, LEFT_OUT } from './control-tables.ts';
import { listTables } from './list-tables.ts';
import { type BackupManifest, type BackupTable, MANIFEST } from './manifest.ts';
import { measureBytes } from './measure-bytes.ts';
import { secretMark } from './secret-mark.ts';

/** What is compressed already. */
const DENSE = new Set(['segment', 'report', 'upload_part']);

/**
 * Writes the whole portal, or one tenant (`only`, its slug), into a zip at `path`: each table as PostgreSQL's binary
 * COPY, all of them as of one moment, while the portal goes on. The file is there when it is complete.
 * @param onPart told before each schema
 * @throws AppError UNKNOWN_TENANT, INVALID_INPUT for a path of something else than a file
 */
export async function writeBackup(
  path: string,
  { only, onPart }: { only?: string; onPart?: (name: string) => void },
): Promise<BackupManifest> {
  // A device or folder must not be replaced, and better said before the work than after it.
  const known = await stat(path).catch(() => null);
  if (known && !known.isFile())
    throw new AppError('INVALID_INPUT', `${path} is not a file: say which file to write.`);
  const partial = `${path}.part`;
  try {
    const manifest = await writePartial(partial, {
      ...(only !== undefined && { only }),
      onPart: onPart ?? (() => {}),
    });
    await rename(partial, path);
    return manifest;
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

/** The zip, safe on the disk, under a name that says that it may not be whole. */
async function writePartial(
  partial: string,
  what: { only?: string; onPart: (name: string) => void },
): Promise<BackupManifest> {
  const zip = new ZipFile();
  // It holds hashes of passwords and keys.
  const written = pipeline(zip.outputStream, createWriteStream(partial, { mode: 0o600 }));
  const made = transaction(controlPool(), (client) => addAll(client, zip, what), 'REPEATABLE READ READ ONLY');
  // Whichever fails, nothing is left running.
  made.catch((error: Error) =>
    (zip.outputStream as NodeJS.ReadableStream & { destroy(e: Error): void }).destroy(error),
  );
  const [manifest] = await Promise.all([made, written]);
  const file = await open(partial, 'r+');
  await file.sync();
  await file.close();
  return manifest;
}

async function addAll(
  client: PoolClient,
  zip: ZipFile,
  { only, onPart }: { only?: string; onPart: (name: string) => void },
): Promise<BackupManifest> {
  const { rows: tenants } = await client.query<TenantRef>(
    `SELECT id, slug, name, schema_name AS "schemaName", role_name AS "roleName" FROM tenant
      WHERE status IN ('active', 'suspended') AND ($1::text IS NULL OR slug = $1) ORDER BY slug`,
    [only ?? null],
  );
  if (only !== undefined && tenants.length === 0)
    throw new AppError('UNKNOWN_TENANT', `There is no tenant "${only}". See npm run tenant -- list.`);
  onPart('tenants and people');
  const manifest: BackupManifest = {
    format: 1,
    madeAt: new Date().toISOString(),
    only: only ?? null,
    secretMark: secretMark(),
    control: {
      migrations: await ledgerOf(client, 'public'),
      tables: await addControl(client, zip, only === undefined ? null : (tenants[0]?.id ?? null)),
    },
    tenants: [],
  };
  for (const { id, slug, name, schemaName } of tenants) {
    onPart(slug);
    const tables: BackupTable[] = [];
    for (const { table, columns } of await listTables(client, schemaName)) {
      const source = `${escapeIdentifier(schemaName)}.${escapeIdentifier(table)}`;
      tables.push(await addTable(client, zip, { folder: `tenants/${id}`, table, columns, source }));
    }
    manifest.tenants.push({ id, slug, name, migrations: await ledgerOf(client, schemaName), tables });
  }
  zip.addBuffer(Buffer.from(JSON.stringify(manifest, null, 2)), MANIFEST);
  zip.end();
  return manifest;
}

async function addControl(client: PoolClient, zip: ZipFile, tenantId: string | null): Promise<BackupTable[]> {
  const tables: BackupTable[] = [];
  for (const { table, columns } of await listTables(client, 'public')) {
    const belongs = CONTROL_TABLES[table];
    if (!belongs && !LEFT_OUT.includes(table))
      throw new Error(`Nobody said whether ${table} belongs into a backup: see control-tables.ts.`);
    if (!belongs || (tenantId !== null && belongs.ofTenant === null)) continue;
    // COPY takes no parameters; the id comes from the database.
    const where =
      tenantId === null ? '' : ` WHERE ${belongs.ofTenant?.replace('$1', escapeLiteral(tenantId))}`;
    tables.push(
      await addTable(client, zip, {
        folder: 'control',
        table,
        columns,
        source: `${escapeIdentifier(table)}${where}`,
      }),
    );
  }
  return tables;
}

const ledgerOf = async (client: PoolClient, schema: string) => {
  const { rows } = await client.query<{ name: string; sha256: string }>(
    `SELECT name, sha256 FROM ${escapeIdentifier(schema)}.schema_migration ORDER BY name`,
  );
  return rows;
};

async function addTable(
  client: PoolClient,
  zip: ZipFile,
  { folder, table, columns, source }: { folder: string; table: string; columns: string[]; source: string },
): Promise<BackupTable> {
  const list = columns.map(escapeIdentifier).join(', ');
  const rows = client.query(to(`COPY (SELECT ${list} FROM ${source}) TO STDOUT (FORMAT binary)`));
  const { through, result } = measureBytes();
  const entry = `${folder}/${table}.copy`;
  zip.addReadStream(through, entry, { compress: !DENSE.has(table) });
  await pipeline(rows, through);
  return { entry, table, columns, rows: rows.rowCount, ...result() };
}
