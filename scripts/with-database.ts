import { resolve } from 'node:path';
import { findRunningEmbedded } from '#server/db/embedded/find-running-embedded.ts';
import { startEmbedded } from '#server/db/embedded/start-embedded.ts';
import { ensureDatabase } from '#server/health/ensure-database.ts';
import { deriveSecret } from '#server/secrets.ts';
import { readOrMakeSecret } from './up/secret.ts';

/**
 * Runs `work` with a database: DATABASE_URL when it is set, else the embedded PostgreSQL of DATA_DIR, which is
 * started for the time being unless `npm run up` has it running.
 * @throws ConfigurationError, DatabaseError
 */
export async function withDatabase(work: () => Promise<void>): Promise<void> {
  if (process.env.DATABASE_URL) {
    await ensureDatabase({ mayBeEmpty: true });
    return work();
  }
  const dataDir = resolve(process.env.DATA_DIR ?? '.data');
  const secret = process.env.APP_SECRET ?? (await readOrMakeSecret(dataDir));
  const superPassword = deriveSecret('embedded-postgres', secret).toString('hex');
  const running = await findRunningEmbedded(dataDir);
  const server = await startEmbedded({ dataDir, superPassword, onLog: console.error });
  process.env.DATABASE_URL = server.url;
  try {
    await work();
  } finally {
    if (!running) await server.stop();
  }
}
