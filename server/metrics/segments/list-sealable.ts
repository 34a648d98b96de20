import { tenantDb } from '#server/db/tenant-db.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';

/** Samples that may wait; a machine with more is sealed before its hour is over. */
const MOST_ROWS = 100_000;

/**
 * Internal ids of the machines that have batches which ended before `before`, and of those that have so many samples
 * waiting that all of them are to be sealed now (`full`).
 */
export async function listSealable(
  ctx: TenantContext,
  before: Date,
  mostRows = MOST_ROWS,
): Promise<{ id: string; full: boolean }[]> {
  requireScope(ctx, 'write');
  const { pool } = await tenantDb(ctx.tenant);
  // One look into the index per machine instead of a scan over all batches.
  const { rows } = await pool.query<{ id: string; full: boolean }>(
    `SELECT m.id, waiting.rows >= $2 AS "full"
       FROM machine m, LATERAL (SELECT coalesce(sum(row_count), 0) AS rows, min(last_time) AS oldest
                                  FROM sample_batch b WHERE b.machine_id = m.id) waiting
      WHERE waiting.oldest < $1 OR waiting.rows >= $2
      ORDER BY m.id`,
    [before, mostRows],
  );
  return rows;
}
