import type { Pool, PoolClient } from 'pg';
import { notFound } from '#server/errors.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import type { FileIdentity } from './find-duplicate.ts';
import type { UploadResult } from './types.ts';

/** A file of which it is known what came of it. */
export interface KeptFile extends FileIdentity {
  fileName: string;
  byteCount: number;
  machineBound: boolean;
  /** Its name in the UploadThing protocol. */
  fileKey?: string;
  /** The upload's row, where it has one. */
  uploadId?: string;
}

/**
 * Makes the upload `result.upload_id` done, in one statement: its row gets the result and loses its bytes, or is made.
 * @param machines internal ids of the machines the file is stored for
 * @throws AppError NOT_FOUND when the upload was given up meanwhile
 */
export async function keepResult(
  ctx: TenantContext,
  client: Pool | PoolClient,
  { file, result, machines }: { file: KeptFile; result: UploadResult; machines: readonly string[] },
): Promise<void> {
  const values = [result.upload_id, JSON.stringify(result), machines, file.sha256, result.duplicate_of];
  if (file.uploadId !== undefined) {
    const { rowCount } = await client.query(
      `WITH gone AS (DELETE FROM upload_part WHERE upload_id = $1)
       UPDATE upload SET status = 'done', progress = 1, result = $2, machines = $3, sha256 = $4, duplicate_of = $5,
              error = NULL, updated_at = now(), finished_at = now()
        WHERE id = $1`,
      values,
    );
    if (rowCount === 0) throw notFound('upload');
    return;
  }
  await client.query(
    `INSERT INTO upload (id, result, machines, sha256, duplicate_of, file_key, file_name, machine_id, machine_bound,
                         counters, byte_count, received_bytes, status, progress, created_by, finished_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, 'done', 1, $12, now())`,
    [
      ...values,
      file.fileKey ?? null,
      file.fileName,
      file.machine,
      file.machineBound,
      file.counters,
      file.byteCount,
      ctx.actor.id,
    ],
  );
}
