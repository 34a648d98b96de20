import { openAgentFile } from '#server/agent-files/open-agent-file.ts';
import { toResponse } from '#server/http/to-response.ts';

export const dynamic = 'force-dynamic';

/** What is installed on servers, and its checksums. Open to everybody. */
export async function GET(_: Request, { params }: { params: Promise<{ file: string }> }): Promise<Response> {
  try {
    const { size, stream } = await openAgentFile((await params).file);
    return new Response(stream, {
      headers: { 'Content-Type': 'application/octet-stream', 'Content-Length': String(size) },
    });
  } catch (error) {
    return toResponse(error);
  }
}
