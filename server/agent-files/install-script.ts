import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { portalOrigin } from '#server/tenancy/portal-origin.ts';

/**
 * The installation script, for the portal under `host` (the Host header).
 * @throws AppError UNKNOWN_TENANT
 */
export async function installScript(host: string | null): Promise<string> {
  const origin = await portalOrigin(host);
  const template = await readFile(join(process.cwd(), 'deploy', 'install.sh'), 'utf8');
  // A host that leads to a site is letters, digits, dots and a port: nothing that a shell would read otherwise.
  return template.replaceAll('@SERVER@', origin);
}
