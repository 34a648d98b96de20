import { UTApi } from 'uploadthing/server';
import { AppError } from '#server/errors.ts';
import { log } from '#server/log.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { appendPart } from '#server/uploads/append-part.ts';
import { cancelUpload } from '#server/uploads/cancel-upload.ts';
import { findUploadByKey } from '#server/uploads/find-upload-by-key.ts';
import { uploadToken } from '../upload-token.ts';
import { bytesFrom } from './bytes-from.ts';
import { isCloudUrl } from './is-cloud-url.ts';

const PATIENCE_MS = 10 * 60_000;

/**
 * Fetches a file that has arrived in UploadThing's cloud into its upload, and removes it there. One that cannot be
 * fetched is given up, so that its sender sees it.
 * @throws AppError NOT_FOUND for a key that was not announced here, UNAVAILABLE when the cloud does not give the file,
 *   LENGTH_MISMATCH when it is larger than announced
 */
export async function takeCloudFile(ctx: TenantContext, file: { key: string; url: string }): Promise<void> {
  const { upload_id, status, received_bytes, byte_count } = await findUploadByKey(ctx, file.key);
  if (status !== 'receiving') return;
  try {
    if (!isCloudUrl(file.url))
      throw new AppError('UNAVAILABLE', 'The file is not in the cloud of UploadThing.');
    const response = await fetch(file.url, { redirect: 'error', signal: AbortSignal.timeout(PATIENCE_MS) });
    if (!response.ok || !response.body)
      throw new AppError('UNAVAILABLE', `The cloud answered ${response.status} instead of the file.`);
    const bytes = bytesFrom(response.body, { from: received_bytes, limit: byte_count });
    await appendPart(ctx, { uploadId: upload_id, offset: received_bytes, bytes });
    await new UTApi({ token: uploadToken(ctx.tenant.id).token }).deleteFiles(file.key);
  } catch (error) {
    log().error({ err: error, upload: upload_id }, 'a file in the cloud could not be taken');
    if ((await findUploadByKey(ctx, file.key)).status === 'receiving') await cancelUpload(ctx, upload_id);
    throw error;
  }
}
