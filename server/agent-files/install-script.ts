import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { env } from '#server/env.ts';
import { AppError } from '#server/errors.ts';
import { siteFromHost } from '#server/tenancy/site-from-host.ts';

/**
 * The installation script, for the portal under `host` (the Host header).
 * @throws AppError UNKNOWN_TENANT
 */
export async function installScript(host: string | null): Promise<string> {
  const site = await siteFromHost(host);
  if (site.kind === 'unknown' || host === null)
    throw new AppError('UNKNOWN_TENANT', 'There is no portal under this address.');
  const template = await readFile(join(process.cwd(), 'deploy', 'install.sh'), 'utf8');
  // A host that leads to a site is letters, digits, dots and a port: nothing that a shell would read otherwise.
  return template.replaceAll('@SERVER@', `${new URL(env().PUBLIC_URL).protocol}//${host.toLowerCase()}`);
}
