import { randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import { AppError } from '#server/errors.ts';
import { insertReport } from '../insert-report.ts';
import type { ReportFormat } from '../report-formats.ts';
import type { ReportOptions } from '../report-options.ts';
import { lastPeriod, type Period } from './last-period.ts';
import type { SchedulePlan } from './schedule-plan.ts';

/** Columns that a report is made of. */
export const CLAIM_COLUMNS =
  'id, name, plan, time_zone, machine_ids, period, compare, formats, options, next_run_at';

export interface ScheduleClaim {
  id: string;
  name: string;
  plan: SchedulePlan;
  time_zone: string;
  machine_ids: string[];
  period: Period;
  compare: boolean;
  formats: ReportFormat[];
  options: ReportOptions;
  next_run_at: Date | null;
}

/**
 * Writes down the report that a schedule wants now, in the transaction in which its turn was taken: both or none.
 * @returns the report's id
 * @throws AppError CONFLICT when its machines are gone
 */
export async function requestScheduled(
  client: PoolClient,
  schedule: ScheduleClaim,
  { now, createdBy }: { now: Date; createdBy: string },
): Promise<string> {
  const { last, before } = lastPeriod(schedule.period, schedule.time_zone, now);
  const { rows } = await client.query<{ id: string }>(
    'SELECT id FROM machine WHERE id = ANY($1) ORDER BY array_position($1, id)',
    [schedule.machine_ids],
  );
  if (rows.length === 0)
    throw new AppError('CONFLICT', 'The machines of this schedule are gone. Choose others, or delete it.');
  const id = randomUUID();
  await insertReport(client, {
    id,
    machineIds: rows.map((machine) => machine.id),
    ...last,
    compareWith: schedule.compare ? before : null,
    formats: schedule.formats,
    // Times are those of the schedule's clock unless it says otherwise.
    options: { timeZone: schedule.time_zone, ...schedule.options },
    createdBy,
    madeBy: `schedule ${schedule.name}`,
    scheduleId: schedule.id,
  });
  await client.query(
    'UPDATE report_schedule SET last_run_at = $2, last_report_id = $3, last_error = NULL WHERE id = $1',
    [schedule.id, now, id],
  );
  return id;
}
