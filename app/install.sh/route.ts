import { installScript } from '#server/agent-files/install-script.ts';
import { toResponse } from '#server/http/to-response.ts';

export const dynamic = 'force-dynamic';

/** The script that puts the agent on a server; it holds no secret. */
export async function GET(request: Request): Promise<Response> {
  try {
    const script = await installScript(request.headers.get('host'));
    return new Response(script, {
      headers: { 'Content-Type': 'text/x-shellscript; charset=utf-8', 'Cache-Control': 'no-store' },
    });
  } catch (error) {
    return toResponse(error);
  }
}
