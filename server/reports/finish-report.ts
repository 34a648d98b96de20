import { tenantDb } from '#server/db/tenant-db.ts';
import { transaction } from '#server/db/transaction.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import type { ReportFormat } from './report-formats.ts';
import { tellReport } from './tell-report.ts';

/**
 * Stores what became of a report, its files or a sentence about why there are none, and tells those who wait. A report
 * that has its files keeps them; one that was cancelled meanwhile gets none.
 * @returns whether it was still wanted
 */
export async function finishReport(
  ctx: TenantContext,
  reportId: string,
  outcome: { files: Partial<Record<ReportFormat, Uint8Array>> } | { error: string },
): Promise<boolean> {
  const isDone = 'files' in outcome;
  const { pool } = await tenantDb(ctx.tenant);
  return transaction(pool, async (client) => {
    const { rowCount } = await client.query(
      `UPDATE report SET status = $2, error = $3, stage = NULL, progress = $4, finished_at = now()
       WHERE id = $1 AND status IN ('queued', 'running')`,
      [reportId, isDone ? 'done' : 'failed', isDone ? null : outcome.error, isDone ? 1 : 0],
    );
    if (rowCount === 0) return false;
    if (isDone)
      for (const [format, bytes] of Object.entries(outcome.files))
        await client.query(
          'INSERT INTO report_file (report_id, format, data, byte_count) VALUES ($1, $2, $3, $4)',
          [reportId, format, Buffer.from(bytes), bytes.byteLength],
        );
    await tellReport(client, ctx, reportId);
    return true;
  });
}
