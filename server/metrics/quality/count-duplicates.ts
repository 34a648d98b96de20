import { tenantDb } from '#server/db/tenant-db.ts';
import type { SampleRange } from '#server/metrics/types.ts';
import type { TenantContext } from '#server/tenancy/context.ts';

/**
 * Rows of uploads that were replaced or repeated, as their results say, for uploads with this machine whose data lie in
 * the range, if only in part. Deliveries by agents are numbered and have none.
 */
export async function countDuplicates(
  ctx: TenantContext,
  { machineId, start, end }: SampleRange,
): Promise<number> {
  const { pool } = await tenantDb(ctx.tenant);
  const { rows } = await pool.query<{ duplicates: number }>(
    `SELECT coalesce(sum((result ->> 'duplicates')::float8), 0)::float8 AS duplicates FROM upload
      WHERE $1 = ANY(machines) AND status = 'done' AND duplicate_of IS NULL
        AND (result -> 'data_range' ->> 'start')::timestamptz < $3
        AND (result -> 'data_range' ->> 'end')::timestamptz >= $2`,
    [machineId, start, end],
  );
  return rows[0]?.duplicates ?? 0;
}
