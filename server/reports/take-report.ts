import type { Pool } from 'pg';
import { transaction } from '#server/db/transaction.ts';
import { notFound } from '#server/errors.ts';
import type { ReportFormat } from './report-formats.ts';
import type { ReportOptions } from './report-options.ts';
import type { ReportSubject } from './resolve-subject.ts';

/** A report that is now being made. */
export interface TakenReport extends ReportSubject {
  formats: ReportFormat[];
  options: ReportOptions;
  scheduleId: string | null;
}

interface Row {
  machines: string[];
  start: Date;
  end: Date;
  from: Date | null;
  to: Date | null;
  formats: ReportFormat[];
  options: ReportOptions;
  schedule: string | null;
  taken: boolean;
}

/**
 * Takes a report up, unless it is done, failed or cancelled: then null.
 * @throws AppError NOT_FOUND
 */
export async function takeReport(pool: Pool, reportId: string): Promise<TakenReport | null> {
  const { rows } = await transaction(pool, (client) =>
    client.query<Row>(
      `UPDATE report SET status = CASE WHEN status IN ('queued', 'running') THEN 'running' ELSE status END, seen_at = now()
        WHERE id = $1
       RETURNING CASE WHEN machine_ids = '{}' THEN ARRAY[machine_id] ELSE machine_ids END AS machines, range_start AS start,
                 range_end AS end, compare_start AS from, compare_end AS to, formats, options, schedule_id AS schedule,
                 status = 'running' AS taken`,
      [reportId],
    ),
  );
  const [row] = rows;
  if (!row) throw notFound('report');
  if (!row.taken) return null;
  const { machines, start, end, from, to, formats, options, schedule } = row;
  return {
    machineIds: machines,
    start,
    end,
    compareWith: from && to && { start: from, end: to },
    formats,
    options,
    scheduleId: schedule,
  };
}
