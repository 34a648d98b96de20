import { tenantDb } from '#server/db/tenant-db.ts';
import { transaction } from '#server/db/transaction.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { findReport } from '../find-report.ts';
import { mailReport } from './mail-report.ts';

/**
 * What follows when a schedule's report is done or has failed: its link is mailed, the oldest beyond those that are kept
 * go, and what went wrong is said at the schedule.
 */
export async function afterScheduled(
  ctx: TenantContext,
  reportId: string,
  scheduleId: string,
): Promise<void> {
  const { pool } = await tenantDb(ctx.tenant);
  const { rows } = await pool.query<{ keep: number; mail_to: string[] }>(
    'SELECT keep, mail_to FROM report_schedule WHERE id = $1',
    [scheduleId],
  );
  const [schedule] = rows;
  if (!schedule) return;
  const report = await findReport(ctx, reportId);
  const failure = report.status === 'failed' ? report.error : await mailReport(ctx, report, schedule.mail_to);
  await transaction(pool, async (client) => {
    await client.query('UPDATE report_schedule SET last_error = $3 WHERE id = $1 AND last_report_id = $2', [
      scheduleId,
      reportId,
      failure,
    ]);
    await client.query(
      `DELETE FROM report WHERE schedule_id = $1 AND status NOT IN ('queued', 'running') AND id NOT IN (
         SELECT id FROM report WHERE schedule_id = $1 AND status NOT IN ('queued', 'running')
          ORDER BY created_at DESC, id DESC LIMIT $2)`,
      [scheduleId, schedule.keep],
    );
  });
}
