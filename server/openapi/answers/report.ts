import { z } from 'zod';
import { REPORT_FORMATS } from '#server/reports/report-formats.ts';
import { REPORT_STAGES, REPORT_STATUSES, type ReportView } from '#server/reports/report-view.ts';
import { PERIODS } from '#server/reports/schedules/last-period.ts';
import { schedulePlan } from '#server/reports/schedules/schedule-plan.ts';
import type { ScheduleView } from '#server/reports/schedules/schedule-view.ts';
import type { ShareView } from '#server/reports/sharing/share-view.ts';
import { nextCursor } from './next-cursor.ts';

const time = z.iso.datetime();
const machine = z.strictObject({
  id: z.uuid(),
  machine_id: z.string(),
  display_name: z.string().nullable(),
});
const options = z
  .record(z.string(), z.unknown())
  .meta({ description: 'What was chosen of its contents, without the logo.' });
const formats = z.array(z.enum(REPORT_FORMATS));

/** A report as answers show it. */
export const report = z
  .strictObject({
    id: z.uuid(),
    machine: machine.meta({ description: 'The first of its machines.' }),
    machines: z.array(machine),
    start: time,
    end: time,
    compare_with: z.strictObject({ start: time, end: time }).nullable(),
    status: z.enum(REPORT_STATUSES),
    stage: z.enum(REPORT_STAGES).nullable().meta({ description: 'What is being done while it is made.' }),
    progress: z.number().min(0).max(1),
    error: z.string().nullable().meta({ description: 'Why it failed.' }),
    formats,
    sizes: z
      .strictObject({ pdf: z.int().nullable(), html: z.int().nullable() })
      .meta({ description: 'Bytes.' }),
    byte_count: z.int().nullable().meta({ description: 'Bytes of the PDF.' }),
    options,
    schedule_id: z.uuid().nullable(),
    created_by: z.string().nullable(),
    made_by: z.string().nullable(),
    created_at: time,
    finished_at: time.nullable(),
  } satisfies Record<keyof ReportView, z.ZodType>)
  .meta({ id: 'Report' });

export const reportPage = z.strictObject({ reports: z.array(report), next_cursor: nextCursor });

export const reportQueued = z.strictObject({
  id: z.uuid(),
  status: z.literal('queued'),
  warnings: z
    .array(z.string())
    .exactOptional()
    .describe('What is odd about the request, such as a disk that the machine does not have.'),
});

/** A link that opens a report. */
export const reportShare = z
  .strictObject({
    id: z.uuid(),
    expires_at: time,
    made_by: z.string().nullable(),
    created_at: time,
    last_opened: time.nullable(),
    opened_count: z.int(),
  } satisfies Record<keyof ShareView, z.ZodType>)
  .meta({ id: 'ReportShare' });

export const reportShares = z.strictObject({ shares: z.array(reportShare) });

export const madeShare = z.strictObject({
  id: z.uuid(),
  link: z.string().meta({ description: 'It is in this answer and nowhere else.' }),
  expires_at: time,
});

/** A schedule of reports. */
export const reportSchedule = z
  .strictObject({
    id: z.uuid(),
    name: z.string(),
    plan: schedulePlan,
    time_zone: z.string(),
    machines: z.array(machine),
    period: z.enum(PERIODS),
    compare: z.boolean(),
    formats,
    options,
    has_logo: z.boolean().meta({ description: 'Whether its reports have a logo of their own.' }),
    keep: z.int(),
    mail_to: z.array(z.string()),
    paused: z.boolean(),
    next_run_at: time.nullable(),
    last_run_at: time.nullable(),
    last_report_id: z.uuid().nullable(),
    last_error: z.string().nullable().meta({ description: 'What went wrong the last time.' }),
    made_by: z.string().nullable(),
    created_at: time,
  } satisfies Record<keyof ScheduleView, z.ZodType>)
  .meta({ id: 'ReportSchedule' });

export const reportSchedules = z.strictObject({ schedules: z.array(reportSchedule) });
