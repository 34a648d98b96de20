import type { Pool } from 'pg';
import type { UploadFault } from './types.ts';

/** What is said where we do not know why; the log has the rest. */
export const UNKNOWN_FAULT: UploadFault = {
  error_code: 'INTERNAL',
  message: 'Something went wrong on our side. Send the file again; if it stays, tell us the upload id.',
  details: {},
};

/** Ends an upload that cannot be stored, and lets its bytes go. One that is done stays as it is. */
export async function failUpload(pool: Pool, uploadId: string, fault: UploadFault): Promise<void> {
  await pool.query(
    `WITH failed AS (
       UPDATE upload SET status = 'failed', error = $2, updated_at = now(), finished_at = now()
        WHERE id = $1 AND status NOT IN ('done', 'failed') RETURNING id
     ) DELETE FROM upload_part USING failed WHERE upload_id = failed.id`,
    [uploadId, JSON.stringify(fault)],
  );
}
