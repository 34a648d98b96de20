import { parseInput } from '#server/http/parse-input.ts';
import { json } from '#server/http/to-response.ts';
import { withCaller } from '#server/http/with-caller.ts';
import { receiveUpload } from '#server/uploads/receive-upload.ts';
import { uploadOptions } from './upload-input.ts';

export const dynamic = 'force-dynamic';

/**
 * A file with samples. 201: stored; 200: it was stored before; 202 (`?async=1`): the worker stores it, the upload's own
 * address says how far it is.
 */
export const POST = withCaller(async (ctx, request) => {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const received = await receiveUpload(ctx, request, parseInput(uploadOptions, query));
  if ('result' in received) {
    const { result } = received;
    return json({ status: 'success', ...result }, result.duplicate_of === null ? 201 : 200);
  }
  const { upload_id, status } = received.queued;
  return json({ upload_id, status }, 202, { Location: `/api/v1/uploads/${upload_id}` });
});
