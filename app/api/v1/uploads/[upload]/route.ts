import { json } from '#server/http/to-response.ts';
import { withCaller } from '#server/http/with-caller.ts';
import { cancelUpload } from '#server/uploads/cancel-upload.ts';
import { findUpload } from '#server/uploads/find-upload.ts';

export const dynamic = 'force-dynamic';

interface Params {
  upload: string;
}

/** How far an upload is, and what came of it. */
export const GET = withCaller<Params>(async (ctx, _request, { upload }) =>
  json(await findUpload(ctx, upload)),
);

/** Gives up an upload that is not done. */
export const DELETE = withCaller<Params>(async (ctx, _request, { upload }) => {
  await cancelUpload(ctx, upload);
  return new Response(null, { status: 204, headers: { 'Cache-Control': 'no-store' } });
});
