import { tenantDb } from '#server/db/tenant-db.ts';
import { transaction } from '#server/db/transaction.ts';
import { AppError } from '#server/errors.ts';
import { log } from '#server/log.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { queueReport } from '../queue-report.ts';
import { nextRun } from './next-run.ts';
import { CLAIM_COLUMNS, requestScheduled, type ScheduleClaim } from './request-scheduled.ts';

/**
 * Asks for the reports of all schedules whose time has come. Several workers at it take each turn once: whoever moves
 * `next_run_at` on has it. However many turns were missed, one report is made.
 * @returns ids of the reports
 */
export async function runDueSchedules(ctx: TenantContext, now: Date): Promise<string[]> {
  requireScope(ctx, 'write');
  const { pool } = await tenantDb(ctx.tenant);
  const due = await pool.query<ScheduleClaim>(
    `SELECT ${CLAIM_COLUMNS} FROM report_schedule WHERE next_run_at <= $1 AND NOT paused ORDER BY next_run_at, id`,
    [now],
  );
  const made: string[] = [];
  for (const schedule of due.rows) {
    const reportId = await takeTurn(ctx, schedule, now);
    if (reportId !== null) made.push(reportId);
  }
  return made;
}

async function takeTurn(ctx: TenantContext, due: ScheduleClaim, now: Date): Promise<string | null> {
  const { pool } = await tenantDb(ctx.tenant);
  const next = nextRun(due.plan, due.time_zone, now);
  try {
    const reportId = await transaction(pool, async (client) => {
      const { rows } = await client.query<ScheduleClaim>(
        `UPDATE report_schedule SET next_run_at = $3 WHERE id = $1 AND next_run_at = $2 AND NOT paused
         RETURNING ${CLAIM_COLUMNS}`,
        [due.id, due.next_run_at, next],
      );
      const [schedule] = rows;
      return schedule ? requestScheduled(client, schedule, { now, createdBy: ctx.actor.id }) : null;
    });
    if (reportId !== null) await queueReport(ctx, reportId);
    return reportId;
  } catch (error) {
    log().warn({ err: error, tenant: ctx.tenant.id, schedule: due.id }, 'schedule failed');
    const why = error instanceof AppError ? error.message : 'The report could not be asked for.';
    await pool.query(
      `UPDATE report_schedule SET last_run_at = $2, last_error = $3, next_run_at = $4
        WHERE id = $1 AND next_run_at = ANY($5::timestamptz[])`,
      [due.id, now, why, next, [due.next_run_at, next]],
    );
    return null;
  }
}
