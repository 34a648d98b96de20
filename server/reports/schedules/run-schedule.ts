import { recordAudit } from '#server/audit/record-audit.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { transaction } from '#server/db/transaction.ts';
import { notFound } from '#server/errors.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { queueReport } from '../queue-report.ts';
import { findSchedule } from './find-schedule.ts';
import { CLAIM_COLUMNS, requestScheduled, type ScheduleClaim } from './request-scheduled.ts';

/**
 * Has a schedule's report made now, besides its times and also while it is paused.
 * @throws AppError FORBIDDEN, NOT_FOUND, CONFLICT when its machines are gone
 */
export async function runSchedule(
  ctx: TenantContext,
  id: string,
  now = new Date(),
): Promise<{ id: string; status: 'queued' }> {
  requireScope(ctx, 'write');
  const { name } = await findSchedule(ctx, id);
  const { pool } = await tenantDb(ctx.tenant);
  const reportId = await transaction(pool, async (client) => {
    const { rows } = await client.query<ScheduleClaim>(
      `SELECT ${CLAIM_COLUMNS} FROM report_schedule WHERE id = $1 FOR UPDATE`,
      [id],
    );
    const [schedule] = rows;
    if (!schedule) throw notFound('schedule');
    return requestScheduled(client, schedule, { now, createdBy: ctx.actor.id });
  });
  await queueReport(ctx, reportId);
  await recordAudit(ctx, { verb: 'schedule.run', target: name });
  return { id: reportId, status: 'queued' };
}
