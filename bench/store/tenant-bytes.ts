import { Client } from 'pg';
import type { BenchTenant } from './make-tenant.ts';
import type { Portal } from './open-portal.ts';

/** What the tables of a tenant take on disk. */
export interface TenantBytes {
  total: number;
  tables: Record<string, number>;
}

/** Vacuums a tenant's tables and adds up their sizes: rows, TOAST and indexes. */
export async function tenantBytes(portal: Portal, { ctx }: BenchTenant): Promise<TenantBytes> {
  const client = new Client({ connectionString: portal.databaseUrl });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string; qualified: string }>(
      `SELECT relname AS name, c.oid::regclass::text AS qualified FROM pg_class c
        WHERE relnamespace = $1::regnamespace AND relkind = 'r' ORDER BY relname`,
      [ctx.tenant.schemaName],
    );
    const sizes: Record<string, number> = {};
    for (const { name, qualified } of tables) {
      await client.query(`VACUUM (ANALYZE) ${qualified}`);
      const { rows } = await client.query<{ bytes: string }>(
        'SELECT pg_total_relation_size($1::regclass) AS bytes',
        [qualified],
      );
      sizes[name] = Number(rows[0]?.bytes);
    }
    return { total: Object.values(sizes).reduce((sum, bytes) => sum + bytes, 0), tables: sizes };
  } finally {
    await client.end();
  }
}
