import type { Prisma } from '#server/db/generated/tenant/client.ts';

/** The columns a view is made of: everything but the file. */
export const REPORT_COLUMNS = {
  id: true,
  rangeStart: true,
  rangeEnd: true,
  status: true,
  error: true,
  byteCount: true,
  createdBy: true,
  createdAt: true,
  finishedAt: true,
  machine: { select: { id: true, machineId: true, displayName: true } },
} as const satisfies Prisma.ReportSelect;

type ReportRow = Prisma.ReportGetPayload<{ select: typeof REPORT_COLUMNS }>;

export const REPORT_STATUSES = ['queued', 'running', 'done', 'failed'] as const;
export type ReportStatus = (typeof REPORT_STATUSES)[number];

/** A report as answers carry it; times are ISO 8601 UTC. */
export interface ReportView {
  id: string;
  machine: { id: string; machine_id: string; display_name: string | null };
  start: string;
  end: string;
  status: ReportStatus;
  /** Why it failed, as a sentence; null otherwise. */
  error: string | null;
  /** Size of the PDF; null until it is done. */
  byte_count: number | null;
  created_by: string | null;
  created_at: string;
  finished_at: string | null;
}

/** A row as a view. */
export const reportView = (row: ReportRow): ReportView => ({
  id: row.id,
  machine: {
    id: row.machine.id,
    machine_id: row.machine.machineId,
    display_name: row.machine.displayName,
  },
  start: row.rangeStart.toISOString(),
  end: row.rangeEnd.toISOString(),
  status: row.status as ReportStatus,
  error: row.error,
  byte_count: row.byteCount,
  created_by: row.createdBy,
  created_at: row.createdAt.toISOString(),
  finished_at: row.finishedAt?.toISOString() ?? null,
});
