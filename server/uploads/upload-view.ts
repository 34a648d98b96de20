import type { UploadFault, UploadResult, UploadStatus, UploadView } from './types.ts';

/** A row of `upload` as pg gives it, of what answers show. */
export interface UploadRow {
  id: string;
  status: UploadStatus;
  progress: number;
  file_name: string;
  machine_id: string | null;
  byte_count: string;
  received_bytes: string;
  created_at: Date;
  finished_at: Date | null;
  result: UploadResult | null;
  error: UploadFault | null;
}

/** The columns of UploadRow. */
export const UPLOAD_COLUMNS =
  'id, status, progress, file_name, machine_id, byte_count, received_bytes, created_at, finished_at, result, error';

/** An upload's row as an answer. */
export const uploadView = (row: UploadRow): UploadView => ({
  upload_id: row.id,
  status: row.status,
  progress: row.progress,
  file_name: row.file_name,
  machine_id: row.machine_id,
  byte_count: Number(row.byte_count),
  received_bytes: Number(row.received_bytes),
  created_at: row.created_at.toISOString(),
  finished_at: row.finished_at?.toISOString() ?? null,
  ...(row.result && { result: row.result }),
  ...(row.error && { error: row.error }),
});
