import { tenantDb } from '#server/db/tenant-db.ts';
import type { TenantContext } from '#server/tenancy/context.ts';

/** What has arrived under a file key, before the worker takes it. */
export async function readSent(
  { tenant }: TenantContext,
  key: string,
): Promise<{ row: Record<string, unknown> | undefined; bytes: Buffer }> {
  const { pool } = await tenantDb(tenant);
  const { rows } = await pool.query<Record<string, unknown>>('SELECT * FROM upload WHERE file_key = $1', [
    key,
  ]);
  const parts = await pool.query<{ data: Buffer }>(
    'SELECT data FROM upload_part WHERE upload_id = $1 ORDER BY first_byte',
    [rows[0]?.id],
  );
  return { row: rows[0], bytes: Buffer.concat(parts.rows.map(({ data }) => data)) };
}
