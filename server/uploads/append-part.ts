import { tenantDb } from '#server/db/tenant-db.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { checkUploader } from './check-uploader.ts';
import { enqueueOrLeave } from './enqueue-or-leave.ts';
import { findUpload } from './find-upload.ts';
import { inPieces } from './in-pieces.ts';
import { PART_BYTES } from './limits.ts';
import { checkPlace, storePart } from './store-part.ts';
import type { UploadView } from './types.ts';

/**
 * Takes the next bytes of an announced file, from `offset` on. They are stored piece by piece: what arrived before a
 * connection breaks counts, and `received_bytes` says how much that is. The last byte queues the file.
 * @throws AppError FORBIDDEN, NOT_FOUND, CONFLICT (`details.expected`: where the file goes on) for another offset, when
 *   another sender was faster, or when all bytes are there, LENGTH_MISMATCH for more bytes than announced; and whatever
 *   `bytes` throws
 */
export async function appendPart(
  ctx: TenantContext,
  input: { uploadId: string; offset: number; bytes: AsyncIterable<Uint8Array> },
): Promise<UploadView> {
  checkUploader(ctx);
  let view = await findUpload(ctx, input.uploadId);
  checkPlace(view, input.offset);
  const { pool } = await tenantDb(ctx.tenant);
  let offset = input.offset;
  for await (const piece of inPieces(input.bytes, PART_BYTES)) {
    view = await storePart(ctx, pool, { uploadId: view.upload_id, offset, piece });
    offset += piece.length;
  }
  if (view.status === 'queued') await enqueueOrLeave(ctx, view.upload_id);
  return view;
}
