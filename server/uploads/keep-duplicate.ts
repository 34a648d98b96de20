import { randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import type { TenantContext } from '#server/tenancy/context.ts';
import type { StoredUpload } from './find-duplicate.ts';
import { type KeptFile, keepResult } from './keep-result.ts';
import type { UploadResult } from './types.ts';

/** Notes that a file was handed in again. @returns the numbers of the first time, with `duplicate_of` */
export async function keepDuplicate(
  ctx: TenantContext,
  client: Pool | PoolClient,
  { stored, file }: { stored: StoredUpload; file: KeptFile },
): Promise<UploadResult> {
  // A job that runs twice finds its own upload.
  if (stored.id === file.uploadId) return stored.result;
  const result: UploadResult = {
    ...stored.result,
    message: `This file was stored before. ${stored.result.message}`,
    upload_id: file.uploadId ?? randomUUID(),
    upload_timestamp: new Date().toISOString(),
    duplicate_of: stored.id,
  };
  await keepResult(ctx, client, { file, result, machines: stored.machines });
  return result;
}
