import { checkHealth } from '#server/health/check-health.ts';
import { json } from '#server/http/to-response.ts';

export const dynamic = 'force-dynamic';

/** 200 when the portal can reach its database, 503 when it cannot. */
export async function GET(): Promise<Response> {
  const healthy = await checkHealth();
  return json({ status: healthy ? 'ok' : 'unavailable' }, healthy ? 200 : 503);
}
