import { randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import type { TenantContext } from '#server/tenancy/context.ts';
import type { FileIdentity, StoredUpload } from './find-duplicate.ts';
import type { UploadResult } from './types.ts';

/** A file that is stored already, as it was handed in again. */
export interface RepeatedFile extends FileIdentity {
  fileName: string;
  byteCount: number;
  fileKey?: string;
  /** The upload's row, where it has one. */
  uploadId?: string;
}

/** Notes that a file was handed in again. @returns the numbers of the first time, with `duplicate_of` */
export async function keepDuplicate(
  ctx: TenantContext,
  client: Pool | PoolClient,
  { stored, file }: { stored: StoredUpload; file: RepeatedFile },
): Promise<UploadResult> {
  const id = file.uploadId ?? randomUUID();
  const result: UploadResult = {
    ...stored.result,
    message: `This file was stored before. ${stored.result.message}`,
    upload_id: id,
    upload_timestamp: new Date().toISOString(),
    duplicate_of: stored.id,
  };
  await client.query(
    `INSERT INTO upload (id, file_key, file_name, machine_id, counters, byte_count, received_bytes, sha256, status,
                         progress, result, machines, duplicate_of, created_by, finished_at)
     VALUES ($1, $2, $3, $4, $5, $6, $6, $7, 'done', 1, $8, $9, $10, $11, now())
     ON CONFLICT (id) DO UPDATE SET status = 'done', progress = 1, result = excluded.result, sha256 = excluded.sha256,
       machines = excluded.machines, duplicate_of = excluded.duplicate_of, updated_at = now(), finished_at = now()`,
    [
      id,
      file.fileKey ?? null,
      file.fileName,
      file.machine,
      file.counters,
      file.byteCount,
      file.sha256,
      JSON.stringify(result),
      stored.machines,
      stored.id,
      ctx.actor.id,
    ],
  );
  return result;
}
