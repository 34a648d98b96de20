import { escapeIdentifier, type Pool } from 'pg';
import { tenantDb } from '#server/db/tenant-db.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import type { ExportEntry } from './entry.ts';

const PAGE = 1000;

/** What is not taken along as rows, and why; named in the manifest. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  segment: 'its samples are in samples/',
  sample_batch: 'its samples are in samples/',
  machine_recent: 'the last two hours of samples/, summed up',
  upload_part: 'pieces of files on their way',
  stream: 'where deliveries of agents stand; means nothing elsewhere',
  recent_snapshot: 'where deliveries of agents stand; means nothing elsewhere',
};

/** Columns that are no information but a means of access, whatever their table. */
const SECRET = /secret|token|hmac|hash|password/;

const FILES: Readonly<Record<string, string>> = {
  machine: 'machines',
  machine_event: 'machine-events',
  api_key: 'api-keys',
  audit_entry: 'audit',
  report: 'reports',
  upload: 'uploads',
  rollup_hour: 'hourly',
  rollup_metrics: 'hourly-metrics',
};

interface Table {
  name: string;
  columns: string[];
  /** Name and type of each column of the primary key. */
  key: { name: string; type: string }[];
}

/**
 * Every table of the tenant as JSON lines, without secrets and without the bytes that have files of their own. What a
 * later version adds is taken along by itself.
 */
export async function* tableEntries(ctx: TenantContext): AsyncGenerator<ExportEntry> {
  const { pool } = await tenantDb(ctx.tenant);
  for (const table of await listTables(pool)) {
    let rows = 0;
    yield {
      path: `${FILES[table.name] ?? table.name.replaceAll('_', '-')}.jsonl`,
      compress: true,
      bytes: lines(pool, table, (count) => {
        rows += count;
      }),
      rows: () => rows,
    };
  }
}

async function listTables(pool: Pool): Promise<Table[]> {
  const { rows } = await pool.query<Table>(
    `SELECT c.relname AS name,
            array_agg(a.attname::text ORDER BY a.attnum) FILTER (WHERE a.atttypid <> 'bytea'::regtype) AS columns,
            (SELECT json_agg(json_build_object('name', k.attname, 'type', format_type(k.atttypid, k.atttypmod))
                             ORDER BY array_position(i.indkey::int2[], k.attnum))
               FROM pg_index i JOIN pg_attribute k ON k.attrelid = c.oid AND k.attnum = ANY (i.indkey::int2[])
              WHERE i.indrelid = c.oid AND i.indisprimary) AS key
       FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'
        AND has_table_privilege(c.oid, 'SELECT') AND c.relname <> ALL ($1)
      GROUP BY c.oid, c.relname ORDER BY c.relname`,
    [Object.keys(LEFT_OUT)],
  );
  return rows.map((table) => ({ ...table, columns: table.columns.filter((name) => !SECRET.test(name)) }));
}

/** Pages along the primary key: no transaction stays open while somebody reads slowly. */
async function* lines(
  pool: Pool,
  { name, columns, key }: Table,
  count: (rows: number) => void,
): AsyncGenerator<Uint8Array> {
  const keys = key.map((column) => escapeIdentifier(column.name));
  const shown = columns.map(escapeIdentifier).join(', ');
  const asText = keys.map((column) => `${column}::text`).join(', ');
  const places = key.map(({ type }, at) => `$${at + 1}::text::${type}`).join(', ');
  let after: string[] | null = null;
  do {
    const { rows }: { rows: { line: string; after: string[] }[] } = await pool.query(
      `SELECT row_to_json((SELECT shown FROM (SELECT ${shown}) AS shown))::text AS line, ARRAY[${asText}] AS after
         FROM ${escapeIdentifier(name)} ${after === null ? '' : `WHERE (${keys.join(', ')}) > (${places})`}
        ORDER BY ${keys.join(', ')} LIMIT ${PAGE}`,
      after ?? [],
    );
    count(rows.length);
    if (rows.length > 0) yield Buffer.from(rows.map(({ line }) => `${line}\n`).join(''));
    after = rows.length < PAGE ? null : (rows.at(-1)?.after ?? null);
  } while (after !== null);
}
