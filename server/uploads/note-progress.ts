import type { Pool } from 'pg';
import { log } from '#server/log.ts';
import type { ReportProgress } from './file-to-store.ts';

/** Written to an upload's row at most this often. */
const EACH_MS = 500;

/**
 * Writes how far an upload is to its row, without keeping the work waiting: what comes while one is being written is
 * passed over.
 */
export function noteProgress(pool: Pool, uploadId: string): ReportProgress {
  let next = 0;
  let writing = false;
  let lastStatus = '';
  return (status, progress) => {
    if (writing || (status === lastStatus && Date.now() < next)) return;
    writing = true;
    lastStatus = status;
    next = Date.now() + EACH_MS;
    pool
      .query(
        `UPDATE upload SET status = $2, progress = $3, updated_at = now()
          WHERE id = $1 AND status IN ('queued', 'reading', 'checking', 'storing')`,
        [uploadId, status, progress],
      )
      .catch((error) => log().warn({ err: error, upload: uploadId }, 'progress could not be noted'))
      .finally(() => {
        writing = false;
      });
  };
}
