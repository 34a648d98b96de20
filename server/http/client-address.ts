/**
 * The caller's address. scripts/portal.ts rewrites X-Forwarded-For at the door: the socket's address, or with
 * TRUST_PROXY the address the proxy reports, so that it can be believed here.
 */
export const clientAddress = (headers: Headers): string =>
  headers.get('x-forwarded-for')?.split(',')[0]?.trim() || 'unknown';
