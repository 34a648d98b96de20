import { AppError } from '#server/errors.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { appendPart } from '#server/uploads/append-part.ts';
import { checkSignedUrl } from './check-signed-url.ts';
import { findSentFile } from './find-sent-file.ts';
import { multipartFile } from './multipart-file.ts';
import { type ReceivedFile, reportComplete } from './report-complete.ts';
import { uploadToken } from './upload-token.ts';
import { askedUrl } from './upload-urls.ts';

/**
 * Takes a file, or the rest of one, that UploadThing's client sends to a signed URL, into its upload.
 * @throws AppError FORBIDDEN (scope, signature, expired), NOT_FOUND, CONFLICT (`details.expected`: where to go on),
 *   LENGTH_MISMATCH for a body that breaks off or is too long, MISSING_FILE, UNSUPPORTED_FORMAT, INVALID_INPUT
 */
export async function receiveFile(ctx: TenantContext, request: Request): Promise<ReceivedFile> {
  const file = checkSignedUrl(askedUrl(request), uploadToken(ctx.tenant.id).apiKey);
  const { upload_id } = await findSentFile(ctx, file);
  const view = await appendPart(ctx, {
    uploadId: upload_id,
    offset: rangeStart(request.headers.get('range')),
    bytes: multipartFile(request),
  });
  if (view.status === 'receiving')
    throw new AppError(
      'LENGTH_MISMATCH',
      `The file has ${view.byte_count} bytes, but only ${view.received_bytes} came. Send the rest.`,
      { expected: view.byte_count, received: view.received_bytes },
    );
  return reportComplete(ctx, request, { ...file, uploadId: upload_id });
}

/** The N of `Range: bytes=N-`; a file sent from its beginning may have none. */
function rangeStart(range: string | null): number {
  if (range === null) return 0;
  const start = /^bytes=(\d{1,15})-$/.exec(range)?.[1];
  if (start === undefined)
    throw new AppError('INVALID_INPUT', 'Range is "bytes=N-", N being the first byte that is sent.', {
      field: 'Range',
    });
  return Number(start);
}
