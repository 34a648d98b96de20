import { enqueueUpload } from '#server/jobs/enqueue-upload.ts';
import { log } from '#server/log.ts';
import type { TenantContext } from '#server/tenancy/context.ts';

/** Queues an upload whose bytes are all stored. Should that fail, the worker's sweep does it later. */
export async function enqueueOrLeave(ctx: TenantContext, uploadId: string): Promise<void> {
  await enqueueUpload(ctx, uploadId).catch((error) =>
    log().warn({ err: error, upload: uploadId }, 'an upload could not be queued'),
  );
}
