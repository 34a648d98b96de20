import { clientAddress } from '#server/http/client-address.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { siteFromHost } from '#server/tenancy/site-from-host.ts';
import { contextFromClaims } from './context-from-claims.ts';
import { readSessionCookie } from './session-cookie.ts';

/** The context of a request's session on the host it asks, or null when it has none there. */
export async function contextFromSession(headers: Headers): Promise<TenantContext | null> {
  const claims = await readSessionCookie(headers);
  if (claims === null) return null;
  const ctx = await contextFromClaims(claims, await siteFromHost(headers.get('host')));
  return ctx && { ...ctx, address: clientAddress(headers) };
}
