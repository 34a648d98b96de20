import { mayReadTelemetry } from '#server/telemetry/may-read-telemetry.ts';
import { readTelemetry } from '#server/telemetry/read-telemetry.ts';

export const dynamic = 'force-dynamic';

/** Figures for Prometheus, to who has METRICS_TOKEN; to anybody else there is no such page. */
export async function GET(request: Request): Promise<Response> {
  if (!mayReadTelemetry(request.headers.get('authorization')))
    return new Response('Not found\n', { status: 404 });
  const { text, contentType } = await readTelemetry();
  return new Response(text, { headers: { 'Content-Type': contentType, 'Cache-Control': 'no-store' } });
}
