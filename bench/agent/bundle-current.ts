import { mkdirSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { AGENT_DIST, bundleAgent } from '../../scripts/agent/bundle-agent.ts';

/**
 * Bundles the agent as it is now, like npm run build:agent, but into a folder of ours: what a running portal serves
 * stays as it is. Answers the folder of the bundles.
 */
export async function bundleCurrent(folder: string): Promise<string> {
  mkdirSync(folder, { recursive: true });
  symlinkSync(resolve(import.meta.dirname, '../../agent'), join(folder, 'agent'));
  await bundleAgent(folder);
  return join(folder, AGENT_DIST);
}
