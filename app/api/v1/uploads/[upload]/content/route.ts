import { parseInput } from '#server/http/parse-input.ts';
import { json } from '#server/http/to-response.ts';
import { withCaller } from '#server/http/with-caller.ts';
import { appendPart } from '#server/uploads/append-part.ts';
import { callBytes } from '#server/uploads/call-bytes.ts';
import { contentQuery } from '../../upload-input.ts';

export const dynamic = 'force-dynamic';

/** The next bytes of an announced file, as they are. What arrives counts, even when the connection breaks. */
export const PUT = withCaller<{ upload: string }>(
  async (ctx, request, { upload }) => {
    const { offset } = parseInput(contentQuery, Object.fromEntries(new URL(request.url).searchParams));
    return json(await appendPart(ctx, { uploadId: upload, offset, bytes: callBytes(request) }));
  },
  // A large file has more pieces than a caller has changes a minute; the files themselves are counted when announced.
  { traffic: 'delivery' },
);
