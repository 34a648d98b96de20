import type { PoolClient } from 'pg';
import type { ReportFormat } from './report-formats.ts';
import type { ReportOptions } from './report-options.ts';
import type { ReportSubject } from './resolve-subject.ts';

/** A report to be made, checked. */
export interface NewReport extends ReportSubject {
  id: string;
  formats: readonly ReportFormat[];
  options: ReportOptions;
  createdBy: string;
  madeBy: string | null;
  scheduleId: string | null;
}

/** Writes down a report that is to be made. */
export async function insertReport(client: PoolClient, report: NewReport): Promise<void> {
  const { machineIds, start, end, compareWith } = report;
  await client.query(
    `INSERT INTO report (id, machine_id, machine_ids, range_start, range_end, compare_start, compare_end, formats, options,
                         status, created_by, made_by, schedule_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'queued', $10, $11, $12)`,
    [
      report.id,
      machineIds[0],
      machineIds,
      start,
      end,
      compareWith?.start,
      compareWith?.end,
      [...new Set(report.formats)],
      JSON.stringify(report.options),
      report.createdBy,
      report.madeBy,
      report.scheduleId,
    ],
  );
}
