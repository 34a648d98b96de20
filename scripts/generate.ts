// Generates both Prisma clients; needs no network and no database.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Runs `prisma generate` for both schemas. @throws Error with Prisma's own words */
export function generateClients(root: string = process.cwd()): void {
  for (const schema of ['control', 'tenant']) {
    const cli = join(root, 'node_modules/prisma/build/index.js');
    execFileSync(process.execPath, [cli, 'generate', '--schema', `prisma/${schema}/schema.prisma`], {
      cwd: root,
      // The engine Prisma would download is not used by `generate`; naming any file keeps it from trying.
      env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true', CHECKPOINT_DISABLE: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }
}

if (import.meta.main) generateClients();
