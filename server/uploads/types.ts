import type { ErrorCode } from '#server/errors.ts';

export const UPLOAD_STATUSES = [
  'receiving',
  'queued',
  'reading',
  'checking',
  'storing',
  'done',
  'failed',
] as const;
export type UploadStatus = (typeof UPLOAD_STATUSES)[number];

/** How the columns of a file are meant that may be counters. Null: as rates, with a warning where they look otherwise. */
export type Counters = 'rate' | 'cumulative';

/** What came of a file, as answers show it. Times are ISO 8601 UTC. */
export interface UploadResult {
  message: string;
  records_processed: number;
  /** The file's only machine, else the first of `machines`. */
  machine_id: string;
  tenant_id: string;
  upload_id: string;
  upload_timestamp: string;
  /** First and last sample. */
  data_range: { start: string; end: string };
  /** Rows that the file has twice, and rows that were stored already (the newer one stays). */
  duplicates: number;
  /** The upload that stored this file before; then nothing was stored now. */
  duplicate_of: string | null;
  warnings: string[];
  /** Where the file has several machines. */
  machines?: { machine_id: string; records: number }[];
}

export interface UploadFault {
  error_code: ErrorCode;
  message: string;
  details: Record<string, unknown>;
}

/** An upload as answers show it. Times are ISO 8601 UTC. */
export interface UploadView {
  upload_id: string;
  status: UploadStatus;
  /** 0 to 1, over reading, checking and storing; 0 while the file is received. */
  progress: number;
  file_name: string;
  /** The machine's name that was given with the file. */
  machine_id: string | null;
  byte_count: number;
  received_bytes: number;
  created_at: string;
  finished_at: string | null;
  /** When done. */
  result?: UploadResult;
  /** When failed. */
  error?: UploadFault;
}
