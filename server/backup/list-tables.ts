import type { PoolClient } from 'pg';

export interface TableShape {
  table: string;
  columns: string[];
}

/**
 * The tables of a schema with their columns; a table comes after those that its foreign keys point to. The ledger of
 * migrations is not among them.
 */
export async function listTables(client: PoolClient, schema: string): Promise<TableShape[]> {
  const { rows } = await client.query<TableShape & { needs: string[] }>(
    `SELECT c.relname AS table,
            (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a
              WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
            ARRAY(SELECT DISTINCT f.relname::text FROM pg_constraint k JOIN pg_class f ON f.oid = k.confrelid
              WHERE k.conrelid = c.oid AND k.contype = 'f' AND k.confrelid <> c.oid) AS needs
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = $1 AND c.relkind = 'r' AND c.relname <> 'schema_migration'
      ORDER BY c.relname`,
    [schema],
  );
  const ordered: TableShape[] = [];
  const open = [...rows];
  while (open.length > 0) {
    const index = open.findIndex(({ needs }) =>
      needs.every((name) => ordered.some((one) => one.table === name)),
    );
    // Foreign keys in a circle: there are none, and a schema that has them must think of something.
    if (index < 0) throw new Error(`The foreign keys of ${schema} go in a circle.`);
    for (const { table, columns } of open.splice(index, 1)) ordered.push({ table, columns });
  }
  return ordered;
}
