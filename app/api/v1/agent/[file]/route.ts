import { openAgentFile } from '#server/agent-files/open-agent-file.ts';
import { withAnyone } from '#server/http/with-anyone.ts';

export const dynamic = 'force-dynamic';

/** What is installed on servers, and its checksums. Open to everybody. */
export const GET = withAnyone<{ file: string }>(async (_request, { file }) => {
  const { size, sha256, stream } = await openAgentFile(file);
  return new Response(stream, {
    headers: {
      'Content-Type': 'application/octet-stream',
      'Content-Length': String(size),
      ETag: `"${sha256}"`,
      'Cache-Control': 'no-cache',
    },
  });
});
