import type { ReportFormat } from './report-formats.ts';
import type { ReportOptions } from './report-options.ts';

/** One row per report: everything but its files and its logo. */
export const REPORT_SELECT = `
  SELECT r.id, r.range_start, r.range_end, r.compare_start, r.compare_end, r.status, r.stage, r.progress, r.error,
         r.formats, r.options #- '{branding,logo}' AS options, r.created_by, r.made_by, r.schedule_id, r.created_at,
         r.finished_at,
         (SELECT jsonb_agg(jsonb_build_object('id', m.id, 'machine_id', m.machine_id, 'display_name', m.display_name)
                           ORDER BY array_position(r.machine_ids, m.id))
            FROM machine m WHERE m.id = ANY(r.machine_ids || r.machine_id)) AS machines,
         (SELECT jsonb_object_agg(f.format, f.byte_count) FROM report_file f WHERE f.report_id = r.id) AS sizes
    FROM report r`;

export const REPORT_STATUSES = ['queued', 'running', 'done', 'failed', 'cancelled'] as const;
export type ReportStatus = (typeof REPORT_STATUSES)[number];

export const REPORT_STAGES = ['reading', 'computing', 'drawing'] as const;
export type ReportStage = (typeof REPORT_STAGES)[number];

interface ReportMachine {
  id: string;
  machine_id: string;
  display_name: string | null;
}

export interface ReportRow {
  id: string;
  range_start: Date;
  range_end: Date;
  compare_start: Date | null;
  compare_end: Date | null;
  status: ReportStatus;
  stage: ReportStage | null;
  progress: number;
  error: string | null;
  formats: ReportFormat[];
  options: ReportOptions;
  created_by: string | null;
  made_by: string | null;
  schedule_id: string | null;
  created_at: Date;
  finished_at: Date | null;
  machines: ReportMachine[];
  sizes: Partial<Record<ReportFormat, number>> | null;
}

/** A report as answers carry it; times are ISO 8601 UTC. */
export interface ReportView {
  id: string;
  /** The first of its machines. */
  machine: ReportMachine;
  machines: ReportMachine[];
  start: string;
  end: string;
  compare_with: { start: string; end: string } | null;
  status: ReportStatus;
  /** What is being done while it is made. */
  stage: ReportStage | null;
  /** How much of it is done, 0 to 1. */
  progress: number;
  /** Why it failed, as a sentence; null otherwise. */
  error: string | null;
  formats: ReportFormat[];
  /** Sizes of the files, in bytes; null for those that are not there. */
  sizes: Record<ReportFormat, number | null>;
  /** Size of the PDF; null until it is done. */
  byte_count: number | null;
  /** What was chosen, without the logo. */
  options: ReportOptions;
  schedule_id: string | null;
  /** Id of who asked for it. */
  created_by: string | null;
  /** The same in words: an e-mail address, a key, a schedule. */
  made_by: string | null;
  created_at: string;
  finished_at: string | null;
}

/** A row as a view. */
export function reportView(row: ReportRow): ReportView {
  const { compare_start: from, compare_end: to, machines, sizes } = row;
  const [machine] = machines;
  if (!machine) throw new Error(`report ${row.id} has no machine`);
  return {
    id: row.id,
    machine,
    machines,
    start: row.range_start.toISOString(),
    end: row.range_end.toISOString(),
    compare_with: from && to && { start: from.toISOString(), end: to.toISOString() },
    status: row.status,
    stage: row.status === 'running' ? row.stage : null,
    progress: row.progress,
    error: row.error,
    formats: row.formats,
    sizes: { pdf: sizes?.pdf ?? null, html: sizes?.html ?? null },
    byte_count: sizes?.pdf ?? null,
    options: row.options,
    schedule_id: row.schedule_id,
    created_by: row.created_by,
    made_by: row.made_by,
    created_at: row.created_at.toISOString(),
    finished_at: row.finished_at?.toISOString() ?? null,
  };
}
