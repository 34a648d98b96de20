import type { Origin } from '../config/read-settings.ts';
import type { Settings } from '../config/settings.ts';
import { checkSecrets } from './check-secrets.ts';
import { checkServer } from './check-server.ts';
import { checkSources } from './check-sources.ts';
import { checkStorage } from './check-storage.ts';
import type { Finding } from './finding.ts';

/** Checks all that collecting needs, as the user it is called by. */
export async function examine(
  settings: Settings,
  origin: readonly Origin[],
  userAgent: string,
): Promise<Finding[]> {
  return [
    ...(await checkSources(settings)),
    checkStorage(settings),
    ...checkSecrets(settings, origin),
    ...(await checkServer(settings, userAgent)),
  ];
}
