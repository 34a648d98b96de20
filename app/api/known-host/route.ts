import { json } from '#server/http/to-response.ts';
import { siteFromHost } from '#server/tenancy/site-from-host.ts';

export const dynamic = 'force-dynamic';

/**
 * Whether the portal answers under the host name `?domain=`: 200 or 404, without saying whose. For a proxy that makes
 * certificates when they are needed (Caddy's `ask`).
 */
export async function GET(request: Request): Promise<Response> {
  const { kind } = await siteFromHost(new URL(request.url).searchParams.get('domain'));
  return json({ known: kind !== 'unknown' }, kind === 'unknown' ? 404 : 200);
}
