import { z } from 'zod';
import { REPORT_STATUSES, type ReportView } from '#server/reports/report-view.ts';
import { nextCursor } from './next-cursor.ts';

/** A report as answers show it. */
export const report = z
  .strictObject({
    id: z.uuid(),
    machine: z.strictObject({ id: z.uuid(), machine_id: z.string(), display_name: z.string().nullable() }),
    start: z.iso.datetime(),
    end: z.iso.datetime(),
    status: z.enum(REPORT_STATUSES),
    error: z.string().nullable().meta({ description: 'Why it failed.' }),
    byte_count: z.int().nullable(),
    created_by: z.string().nullable(),
    created_at: z.iso.datetime(),
    finished_at: z.iso.datetime().nullable(),
  } satisfies Record<keyof ReportView, z.ZodType>)
  .meta({ id: 'Report' });

export const reportPage = z.strictObject({ reports: z.array(report), next_cursor: nextCursor });

export const reportQueued = z.strictObject({ id: z.uuid(), status: z.literal('queued') });
