import type { ReportFormat } from '../report-formats.ts';
import type { ReportOptions } from '../report-options.ts';
import type { Period } from './last-period.ts';
import type { SchedulePlan } from './schedule-plan.ts';

/** One row per schedule, without its logo. */
export const SCHEDULE_SELECT = `
  SELECT s.id, s.name, s.plan, s.time_zone, s.period, s.compare, s.formats, s.options #- '{branding,logo}' AS options,
         s.options #> '{branding,logo}' IS NOT NULL AS has_logo,
         s.keep, s.mail_to, s.paused, s.next_run_at, s.last_run_at, s.last_report_id, s.last_error, s.made_by, s.created_at,
         coalesce((SELECT jsonb_agg(jsonb_build_object('id', m.id, 'machine_id', m.machine_id, 'display_name', m.display_name)
                                    ORDER BY array_position(s.machine_ids, m.id))
                     FROM machine m WHERE m.id = ANY(s.machine_ids)), '[]') AS machines
    FROM report_schedule s`;

/** A schedule as answers carry it; times are ISO 8601 UTC. */
export interface ScheduleView {
  id: string;
  name: string;
  plan: SchedulePlan;
  time_zone: string;
  machines: { id: string; machine_id: string; display_name: string | null }[];
  period: Period;
  compare: boolean;
  formats: ReportFormat[];
  options: ReportOptions;
  /** Whether its reports have a logo of their own. */
  has_logo: boolean;
  keep: number;
  mail_to: string[];
  paused: boolean;
  /** Null while it is paused, and when it never runs again. */
  next_run_at: string | null;
  last_run_at: string | null;
  last_report_id: string | null;
  /** What went wrong the last time, as a sentence. */
  last_error: string | null;
  made_by: string | null;
  created_at: string;
}

export type ScheduleRow = Omit<ScheduleView, 'next_run_at' | 'last_run_at' | 'created_at'> & {
  next_run_at: Date | null;
  last_run_at: Date | null;
  created_at: Date;
};

/** A row as a view. */
export const scheduleView = (row: ScheduleRow): ScheduleView => ({
  ...row,
  next_run_at: row.next_run_at?.toISOString() ?? null,
  last_run_at: row.last_run_at?.toISOString() ?? null,
  created_at: row.created_at.toISOString(),
});
