import { randomUUID } from 'node:crypto';
import { recordAudit } from '#server/audit/record-audit.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { transaction } from '#server/db/transaction.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { checkOptions } from './check-options.ts';
import { findMissingDevices } from './find-missing-devices.ts';
import { insertReport } from './insert-report.ts';
import { makerOf } from './maker-of.ts';
import { queueReport } from './queue-report.ts';
import type { ReportFormat } from './report-formats.ts';
import type { ReportOptions } from './report-options.ts';
import { resolveSubject } from './resolve-subject.ts';

/** Which report; what is not said has a default. */
export interface ReportRequest {
  /** Names or ids, one to six; of a session none need be named. */
  machines?: readonly string[];
  /** `start` included, `end` excluded; or a collection session, whose range it is. */
  start?: Date;
  end?: Date;
  sessionId?: string;
  /** An earlier period to compare with, or the one of the same length just before. */
  compareWith?: { start: Date; end: Date } | 'previous' | null;
  /** PDF and HTML unless said. */
  formats?: readonly ReportFormat[];
  options?: ReportOptions;
}

/**
 * Asks for a report. It is made by the worker; find-report says when it is done. What is odd about the request, but no
 * reason to refuse it, is told in `warnings`.
 * @throws AppError FORBIDDEN, NOT_FOUND (machine, session), INVALID_INPUT (range, machines, options), INVALID_IMAGE
 * (logo), REPORT_TOO_LARGE
 */
export async function requestReport(
  ctx: TenantContext,
  request: ReportRequest,
): Promise<{ id: string; status: 'queued'; warnings?: string[] }> {
  requireScope(ctx, 'read');
  const subject = await resolveSubject(ctx, request);
  const options = checkOptions(request.options);
  const id = randomUUID();
  const { pool } = await tenantDb(ctx.tenant);
  await transaction(pool, (client) =>
    insertReport(client, {
      ...subject,
      id,
      formats: request.formats ?? ['pdf', 'html'],
      options,
      createdBy: ctx.actor.id,
      madeBy: makerOf(ctx),
      scheduleId: null,
    }),
  );
  await queueReport(ctx, id);
  await recordAudit(ctx, { verb: 'report.request', target: id });
  const warnings = await findMissingDevices(ctx, subject, options);
  return { id, status: 'queued', ...(warnings.length > 0 && { warnings }) };
}
