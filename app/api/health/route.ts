import { json } from '#server/http/to-response.ts';

export const dynamic = 'force-dynamic';

/**
 * 200 while the process answers at all: for liveness probes, on whose word it is killed. The database is asked by
 * /api/ready: a process that waits for it gains nothing by being killed.
 */
export async function GET(): Promise<Response> {
  return json({ status: 'ok' });
}
