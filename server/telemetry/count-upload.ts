import { AppError } from '#server/errors.ts';
import type { UploadResult } from '#server/uploads/types.ts';
import { telemetry } from './telemetry.ts';

/** Stores a file by `store`, and counts it: stored with its rows, known already, refused, or failed. */
export async function countUpload(store: () => Promise<UploadResult>): Promise<UploadResult> {
  const { uploads, uploadedRows } = telemetry();
  try {
    const result = await store();
    uploads.inc({ result: result.duplicate_of === null ? 'stored' : 'duplicate' });
    if (result.duplicate_of === null) uploadedRows.inc(result.records_processed);
    return result;
  } catch (error) {
    uploads.inc({ result: error instanceof AppError && error.status < 500 ? 'refused' : 'failed' });
    throw error;
  }
}
