import { tenantDb } from '#server/db/tenant-db.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { enqueueOrLeave } from './enqueue-or-leave.ts';
import type { UploadFault } from './types.ts';

const HOUR = 3600 * 1000;
/** A sender that says nothing for so long does not come back. */
const ABANDONED_MS = 24 * HOUR;
/** A job that says nothing for so long may be gone; one that is not is not queued twice. */
const SILENT_MS = 60 * 1000;
/** A job that says nothing for so long is gone. */
const STUCK_MS = 10 * 60 * 1000;

const ABANDONED: UploadFault = {
  error_code: 'LENGTH_MISMATCH',
  message: 'The rest of the file did not come within a day. Send it again.',
  details: {},
};
const UNSTORED: UploadFault = {
  error_code: 'UNAVAILABLE',
  message: 'The file could not be stored within a day. Send it again.',
  details: {},
};

/**
 * Gives up uploads whose rest did not come within a day, or that could not be stored within one, and queues again what
 * was left without a job. Safe to run at any time.
 */
export async function sweepUploads(
  ctx: TenantContext,
  now: Date,
): Promise<{ givenUp: number; queuedAgain: number }> {
  requireScope(ctx, 'write');
  const { pool } = await tenantDb(ctx.tenant);
  const { rowCount } = await pool.query(
    `WITH failed AS (
       UPDATE upload SET status = 'failed', updated_at = now(), finished_at = now(),
              error = CASE status WHEN 'receiving' THEN $2::json ELSE $3::json END
        WHERE status = 'receiving' AND updated_at < $1
           OR status IN ('queued', 'reading', 'checking', 'storing') AND created_at < $1 AND updated_at < $4
       RETURNING id
     ), gone AS (DELETE FROM upload_part USING failed WHERE upload_id = failed.id)
     SELECT FROM failed`,
    [
      new Date(now.getTime() - ABANDONED_MS),
      JSON.stringify(ABANDONED),
      JSON.stringify(UNSTORED),
      new Date(now.getTime() - STUCK_MS),
    ],
  );
  const { rows } = await pool.query<{ id: string }>(
    `SELECT id FROM upload WHERE status IN ('queued', 'reading', 'checking', 'storing') AND updated_at < $1
      ORDER BY created_at`,
    [new Date(now.getTime() - SILENT_MS)],
  );
  for (const { id } of rows) await enqueueOrLeave(ctx, id);
  return { givenUp: rowCount ?? 0, queuedAgain: rows.length };
}
