import { z } from 'zod';
import { REPORT_FORMATS } from '../report-formats.ts';
import { type ReportOptions, reportOptions } from '../report-options.ts';
import { PERIODS, type Period } from './last-period.ts';
import { type SchedulePlan, schedulePlan } from './schedule-plan.ts';

/** A schedule as it is asked for. */
export interface ScheduleInput {
  name: string;
  plan: SchedulePlan;
  /** IANA name. */
  timeZone: string;
  /** Names or ids, one to six. */
  machines: readonly string[];
  /** The last whole one of which the report is. */
  period: Period;
  /** Whether it is compared with the one before. */
  compare: boolean;
  formats: readonly ('pdf' | 'html')[];
  /** So many of its reports stay. */
  keep: number;
  /** Who gets a link by mail. */
  mailTo: readonly string[];
  paused: boolean;
  options: ReportOptions;
}

/** Checks a schedule; without defaults, as changes to one are. */
export const scheduleInput = z.strictObject({
  name: z.string().trim().min(1).max(100),
  plan: schedulePlan,
  timeZone: reportOptions.shape.timeZone.unwrap(),
  machines: z.array(z.string().min(1).max(255)).min(1).max(6),
  period: z.enum(PERIODS),
  compare: z.boolean(),
  formats: z.array(z.enum(REPORT_FORMATS)).min(1),
  keep: z.int().min(1).max(100),
  mailTo: z.array(z.email().max(254)).max(20),
  paused: z.boolean(),
  options: reportOptions,
}) satisfies z.ZodType<ScheduleInput>;

/** What a new schedule is unless it says otherwise. */
export const SCHEDULE_DEFAULTS = {
  timeZone: 'UTC',
  period: 'day',
  compare: false,
  formats: ['pdf', 'html'],
  keep: 10,
  mailTo: [],
  paused: false,
  options: {},
} as const satisfies Partial<ScheduleInput>;
