import { join } from 'node:path';
import type { Pool } from 'pg';
import { tenantDb } from '#server/db/tenant-db.ts';
import { AppError } from '#server/errors.ts';
import { explainOutage } from '#server/explain-outage.ts';
import { writeToFile } from '#server/http/files/write-to-file.ts';
import { log } from '#server/log.ts';
import { withScratch } from '#server/metrics/duckdb/with-scratch.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { failUpload, UNKNOWN_FAULT } from './fail-upload.ts';
import { fileTooLarge } from './file-too-large.ts';
import { FILE_BYTES } from './limits.ts';
import { noteProgress } from './note-progress.ts';
import { readParts } from './read-parts.ts';
import { storeFile } from './store-file.ts';
import { translateFull } from './translate-full.ts';
import type { Counters } from './types.ts';

interface QueuedUpload {
  file_name: string;
  byte_count: string;
  machine_id: string | null;
  machine_bound: boolean;
  counters: Counters | null;
  sha256: Buffer | null;
}

/**
 * Stores an upload whose bytes have all arrived, in the worker. What is wrong with the file ends it as `failed`; what
 * is wrong with us is thrown, to be tried again, and ends it only when this is the `lastTry` and no outage. Safe to run twice, also at
 * once: a file is stored once.
 */
export async function runUpload(
  ctx: TenantContext,
  { uploadId, lastTry }: { uploadId: string; lastTry: boolean },
): Promise<void> {
  requireScope(ctx, 'write');
  const { pool } = await tenantDb(ctx.tenant);
  const { rows } = await pool.query<QueuedUpload>(
    `UPDATE upload SET status = 'reading', progress = 0, updated_at = now()
      WHERE id = $1 AND status IN ('queued', 'reading', 'checking', 'storing')
      RETURNING file_name, byte_count, machine_id, machine_bound, counters, sha256`,
    [uploadId],
  );
  const [upload] = rows;
  // Done, failed or given up meanwhile.
  if (!upload) return;
  try {
    await store(ctx, pool, { uploadId, upload });
  } catch (error) {
    const isFinal = error instanceof AppError && error.status < 500;
    // What an outage keeps from being stored is queued again by the sweep, for a day.
    const isOutage = error instanceof AppError ? error.code === 'UNAVAILABLE' : explainOutage(error) !== null;
    if (!isFinal && (!lastTry || isOutage)) throw error;
    if (!isFinal) log().error({ err: error, tenant: ctx.tenant.id, upload: uploadId }, 'upload failed');
    const fault =
      error instanceof AppError
        ? { error_code: error.code, message: error.message, details: error.details }
        : UNKNOWN_FAULT;
    await failUpload(pool, uploadId, fault);
  }
}

const store = (
  ctx: TenantContext,
  pool: Pool,
  { uploadId, upload }: { uploadId: string; upload: QueuedUpload },
) =>
  translateFull(() =>
    withScratch(async (folder) => {
      const path = join(folder, 'received');
      const limit = { bytes: FILE_BYTES, tooLarge: fileTooLarge };
      const byteCount = Number(upload.byte_count);
      const { sha256 } = await writeToFile(path, readParts(pool, uploadId, byteCount), limit);
      if (upload.sha256 && !upload.sha256.equals(sha256))
        throw new AppError(
          'LENGTH_MISMATCH',
          'The file did not arrive as it was announced: its SHA-256 differs. Send it again.',
          { expected: upload.sha256.toString('hex'), received: sha256.toString('hex') },
        );
      return storeFile(ctx, {
        path,
        folder,
        fileName: upload.file_name,
        byteCount,
        sha256,
        machine: upload.machine_id,
        machineBound: upload.machine_bound,
        counters: upload.counters,
        uploadId,
        report: noteProgress(pool, uploadId),
      });
    }),
  );
