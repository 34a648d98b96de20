import { tenantDb } from '#server/db/tenant-db.ts';
import { isUuid } from '#server/is-uuid.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import {
  REPORT_SELECT,
  type ReportRow,
  type ReportStatus,
  type ReportView,
  reportView,
} from './report-view.ts';

export interface ReportPage {
  reports: ReportView[];
  /** Give it back as `cursor` for the next page; null on the last. */
  next_cursor: string | null;
}

/** Which reports: each narrows. */
export interface ReportFilter {
  /** Internal id; reports on several machines count for each. */
  machineId?: string;
  status?: ReportStatus;
  /** Part of title, customer, maker or a machine's name. */
  q?: string;
  scheduleId?: string;
  cursor?: string;
  /** At most 200. */
  limit?: number;
}

/**
 * Reports, newest first.
 * @throws AppError FORBIDDEN
 */
export async function listReports(
  ctx: TenantContext,
  { machineId, status, q, scheduleId, cursor, limit = 50 }: ReportFilter = {},
): Promise<ReportPage> {
  requireScope(ctx, 'read');
  // A foreign id and one that is none at all have the same answer: no reports.
  if ([machineId, cursor, scheduleId].some((id) => id !== undefined && !isUuid(id)))
    return { reports: [], next_cursor: null };
  const take = Math.min(200, Math.max(1, Math.floor(limit)));
  const { pool } = await tenantDb(ctx.tenant);
  const { rows } = await pool.query<ReportRow>(
    `${REPORT_SELECT}
      WHERE ($1::uuid IS NULL OR r.machine_id = $1 OR $1 = ANY(r.machine_ids))
        AND ($2::text IS NULL OR r.status = $2)
        AND ($3::text IS NULL
             OR strpos(lower(concat_ws(' ', r.options->>'title', r.options->>'customer', r.made_by)), lower($3)) > 0
             OR EXISTS (SELECT 1 FROM machine n WHERE n.id = ANY(r.machine_ids || r.machine_id)
                         AND strpos(lower(concat_ws(' ', n.machine_id, n.display_name)), lower($3)) > 0))
        AND ($4::uuid IS NULL OR r.schedule_id = $4)
        AND ($5::uuid IS NULL OR (r.created_at, r.id) < (SELECT c.created_at, c.id FROM report c WHERE c.id = $5))
      ORDER BY r.created_at DESC, r.id DESC LIMIT $6`,
    [machineId, status, q?.replaceAll('\0', '') || null, scheduleId, cursor, take + 1],
  );
  const reports = rows.slice(0, take).map(reportView);
  return { reports, next_cursor: rows.length > take ? (reports.at(-1)?.id ?? null) : null };
}
