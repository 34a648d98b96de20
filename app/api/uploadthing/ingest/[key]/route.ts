import { json } from '#server/http/to-response.ts';
import { withUser } from '#server/http/with-caller.ts';
import { checkSignedUrl } from '#server/uploadthing/check-signed-url.ts';
import { findSentFile } from '#server/uploadthing/find-sent-file.ts';
import { receiveFile } from '#server/uploadthing/receive-file.ts';
import { uploadToken } from '#server/uploadthing/upload-token.ts';
import { askedUrl } from '#server/uploadthing/upload-urls.ts';

/** Where a file goes on: `x-ut-range-start` is the first byte that has not come. */
export const HEAD = withUser(async (ctx, request) => {
  const file = checkSignedUrl(askedUrl(request), uploadToken(ctx.tenant.id).apiKey);
  const { received_bytes } = await findSentFile(ctx, file);
  return new Response(null, {
    headers: { 'x-ut-range-start': String(received_bytes), 'Cache-Control': 'no-store' },
  });
});

export const PUT = withUser(async (ctx, request) => json(await receiveFile(ctx, request)));
