import { env } from '#server/env.ts';
import { AppError } from '#server/errors.ts';
import { siteFromHost } from '#server/tenancy/site-from-host.ts';

/**
 * Scheme and host of the portal under `host` (the Host header).
 * @throws AppError UNKNOWN_TENANT
 */
export async function portalOrigin(host: string | null): Promise<string> {
  const site = await siteFromHost(host);
  if (site.kind === 'unknown' || host === null)
    throw new AppError('UNKNOWN_TENANT', 'There is no portal under this address.');
  return `${new URL(env().PUBLIC_URL).protocol}//${host.toLowerCase()}`;
}
