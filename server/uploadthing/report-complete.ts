import { AppError } from '#server/errors.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import type { SignedFile } from './check-signed-url.ts';
import { runHandler } from './run-handler.ts';
import { sign } from './sign.ts';
import { uploadToken } from './upload-token.ts';
import { SLUG, uploadUrls } from './upload-urls.ts';

/** What UploadThing's client is told when its file has arrived. */
export interface ReceivedFile {
  url: string;
  appUrl: string;
  ufsUrl: string;
  fileHash: string;
  serverData: unknown;
}

/**
 * Tells UploadThing's handler, as its ingest server does, that a file is complete: a signed callback, which runs
 * `onUploadComplete`. @returns what the client is told
 */
export async function reportComplete(
  ctx: TenantContext,
  request: Request,
  file: SignedFile & { uploadId: string },
): Promise<ReceivedFile> {
  const { origin, handler, ingest } = uploadUrls(request);
  const url = `${origin}/api/v1/uploads/${file.uploadId}`;
  // Its hash is the worker's business: it may have come in several calls.
  const told = { url, appUrl: url, ufsUrl: url, fileHash: '' };
  const body = JSON.stringify({
    status: 'uploaded',
    origin: ingest,
    metadata: {},
    file: { ...told, key: file.key, name: file.name, size: file.size, type: '', customId: null },
  });
  const { serverData } = await runHandler(
    ctx,
    new Request(`${handler}?slug=${SLUG}`, {
      method: 'POST',
      headers: {
        host: request.headers.get('host') ?? '',
        'content-type': 'application/json',
        'uploadthing-hook': 'callback',
        'x-uploadthing-signature': sign(body, uploadToken(ctx.tenant.id).apiKey),
      },
      body,
    }),
  );
  if (serverData === null)
    throw new AppError(
      'UNAVAILABLE',
      'The file has arrived, but the portal could not note it. Look at Uploads.',
    );
  return { ...told, serverData };
}
