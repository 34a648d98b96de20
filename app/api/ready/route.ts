import { checkReadiness } from '#server/health/check-readiness.ts';
import { json } from '#server/http/to-response.ts';

export const dynamic = 'force-dynamic';

/** 200 when this process should get requests (also while no worker runs), 503 when it should not; and why. */
export async function GET(): Promise<Response> {
  const readiness = await checkReadiness();
  return json(readiness, readiness.status === 'unready' ? 503 : 200);
}
