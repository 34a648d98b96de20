import { randomUUID } from 'node:crypto';
import { recordAudit } from '#server/audit/record-audit.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { transaction } from '#server/db/transaction.ts';
import { enqueueReport } from '#server/jobs/enqueue-report.ts';
import { findMachine } from '#server/machines/find-machine.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { checkReportRange } from './check-report-range.ts';
import { finishReport } from './finish-report.ts';

/** Which report: `machineId` is the machine's id or name; `start` included, `end` excluded. */
export interface ReportRequest {
  machineId: string;
  start: Date;
  end: Date;
}

/**
 * Asks for a report. It is made by the worker; find-report says when it is done.
 * @throws AppError FORBIDDEN, NOT_FOUND (machine), INVALID_INPUT or REPORT_TOO_LARGE (range)
 */
export async function requestReport(
  ctx: TenantContext,
  { machineId, start, end }: ReportRequest,
): Promise<{ id: string; status: 'queued' }> {
  requireScope(ctx, 'read');
  checkReportRange(start, end);
  const machine = await findMachine(ctx, machineId);
  const id = randomUUID();
  const { pool } = await tenantDb(ctx.tenant);
  await transaction(pool, (client) =>
    client.query(
      `INSERT INTO report (id, machine_id, range_start, range_end, status, created_by)
       VALUES ($1, $2, $3, $4, 'queued', $5)`,
      [id, machine.id, start, end, ctx.actor.id],
    ),
  );
  try {
    await enqueueReport(ctx, id);
  } catch (error) {
    // The queue is not in the tenant's schema, so the two cannot be one transaction: nobody would ever take it up.
    await finishReport(ctx, id, { error: 'The report could not be queued. Ask for it again.' });
    throw error;
  }
  await recordAudit(ctx, { verb: 'report.request', target: id });
  return { id, status: 'queued' };
}
