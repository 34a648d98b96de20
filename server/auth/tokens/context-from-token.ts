import type { TenantContext } from '#server/tenancy/context.ts';
import { contextFromClaims } from '../context-from-claims.ts';
import { invalidToken, readToken } from './read-token.ts';
import { siteOfToken } from './site-of-token.ts';

/**
 * The context of an access token: its session's row must be live, as for a cookie.
 * @throws AppError INVALID_TOKEN, UNKNOWN_TENANT, TENANT_SUSPENDED
 */
export async function contextFromToken(token: string, host: string | null): Promise<TenantContext> {
  const claims = await readToken('access', token);
  const ctx = await contextFromClaims(claims, await siteOfToken(claims.tenantId, host));
  if (!ctx) throw invalidToken();
  return ctx;
}
