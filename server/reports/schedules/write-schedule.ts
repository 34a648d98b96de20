import type { PoolClient } from 'pg';
import { parseInput } from '#server/http/parse-input.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { checkOptions } from '../check-options.ts';
import { resolveSubject } from '../resolve-subject.ts';
import { lastPeriod } from './last-period.ts';
import { nextRun } from './next-run.ts';
import { type ScheduleInput, scheduleInput } from './schedule-input.ts';

/** A schedule that was checked, as the values of its columns. */
export type ScheduleValues = readonly unknown[];

/**
 * Checks a whole schedule: that there are its machines, that its reports are not too large, that it ever runs.
 * @throws AppError INVALID_INPUT, NOT_FOUND (machine), INVALID_IMAGE, REPORT_TOO_LARGE
 */
export async function checkSchedule(
  ctx: TenantContext,
  input: ScheduleInput,
  now: Date,
): Promise<ScheduleValues> {
  const schedule = parseInput(scheduleInput, input);
  const { plan, timeZone, period, compare, paused } = schedule;
  const { last, before } = lastPeriod(period, timeZone, now);
  const subject = await resolveSubject(ctx, {
    machines: schedule.machines,
    ...last,
    compareWith: compare ? before : null,
  });
  const next = nextRun(plan, timeZone, now);
  return [
    schedule.name,
    JSON.stringify(plan),
    timeZone,
    subject.machineIds,
    period,
    compare,
    [...new Set(schedule.formats)],
    JSON.stringify(checkOptions(schedule.options)),
    schedule.keep,
    [...new Set(schedule.mailTo)],
    paused,
    paused ? null : next,
  ];
}

/** Writes a checked schedule: a new one, or over the one of this id. */
export const writeSchedule = (
  client: PoolClient,
  { id, madeBy, values }: { id: string; madeBy: string | null; values: ScheduleValues },
) =>
  client.query(
    `INSERT INTO report_schedule (id, made_by, name, plan, time_zone, machine_ids, period, compare, formats, options, keep,
                                  mail_to, paused, next_run_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
     ON CONFLICT (id) DO UPDATE SET name = $3, plan = $4, time_zone = $5, machine_ids = $6, period = $7, compare = $8,
        formats = $9, options = $10, keep = $11, mail_to = $12, paused = $13, next_run_at = $14`,
    [id, madeBy, ...values],
  );
