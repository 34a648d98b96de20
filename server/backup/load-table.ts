import { pipeline } from 'node:stream/promises';
import { escapeIdentifier, type PoolClient } from 'pg';
import { from } from 'pg-copy-streams';
import { AppError } from '#server/errors.ts';
import type { BackupTable } from './manifest.ts';
import { measureBytes } from './measure-bytes.ts';
import type { OpenBackup } from './open-backup.ts';

/**
 * Reads a table of a backup into `target` (an SQL name), which has its columns, inside the caller's transaction.
 * @throws AppError INVALID_INPUT when the bytes are not those that were written
 */
export async function loadTable(
  client: PoolClient,
  backup: OpenBackup,
  { entry, columns, rows, sha256 }: BackupTable,
  target: string,
): Promise<void> {
  const { through, result } = measureBytes();
  const copy = client.query(
    from(`COPY ${target} (${columns.map(escapeIdentifier).join(', ')}) FROM STDIN (FORMAT binary)`),
  );
  await pipeline(await backup.read(entry), through, copy);
  if (result().sha256 !== sha256 || copy.rowCount !== rows)
    throw new AppError('INVALID_INPUT', `The backup is damaged: ${entry} is not what was written.`);
}

/** Lets the counters of a schema go on after the highest number there is. */
export async function setCounters(client: PoolClient, schema: string): Promise<void> {
  const { rows } = await client.query<{ table: string; column: string; sequence: string }>(
    `SELECT c.relname AS table, a.attname AS column,
            pg_get_serial_sequence(quote_ident(n.nspname) || '.' || quote_ident(c.relname), a.attname) AS sequence
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
      WHERE n.nspname = $1 AND c.relkind = 'r' AND a.attidentity <> ''`,
    [schema],
  );
  for (const { table, column, sequence } of rows) {
    const max = `max(${escapeIdentifier(column)})`;
    await client.query(
      `SELECT setval($1, coalesce(${max}, 1), ${max} IS NOT NULL)
         FROM ${escapeIdentifier(schema)}.${escapeIdentifier(table)}`,
      [sequence],
    );
  }
}
