/** What became of a file, as the portal answers it. */
export interface StoredAnswer {
  message: string;
  records_processed: number;
  machine_id: string | null;
  upload_id: string;
  data_range: { start: string; end: string };
  duplicates: number;
  duplicate_of: string | null;
  warnings: string[];
  machines?: { machine_id: string; records: number }[];
}

/** A file on its way, as the portal answers it. */
export interface UploadAnswer {
  upload_id: string;
  status: 'receiving' | 'queued' | 'reading' | 'checking' | 'storing' | 'done' | 'failed';
  /** 0 to 1, within the status. */
  progress: number;
  byte_count: number;
  received_bytes: number;
  /** Most bytes of one part. */
  part_bytes?: number;
  result?: StoredAnswer | null;
  error?: { error_code: string; message: string; details?: Record<string, unknown> } | null;
}

/** The path of an upload below the portal's URL. */
export const uploadPath = (id: string): string => `/api/v1/uploads/${encodeURIComponent(id)}`;
