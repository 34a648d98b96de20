import { Client } from 'pg';
import { startEmbedded } from '#server/db/embedded/start-embedded.ts';
import type { Say } from './stage.ts';

/** The database to use: DATABASE_URL's, once it answers, or the embedded one, started. */
export async function startDatabase(options: {
  dataDir: string;
  ownDatabase: string | undefined;
  superPassword: string;
  say: Say;
}): Promise<{ url: string; stop: () => Promise<void> }> {
  const { dataDir, ownDatabase, superPassword, say } = options;
  if (!ownDatabase) return startEmbedded({ dataDir, superPassword, onLog: say });
  const client = new Client({ connectionString: ownDatabase, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message || cause.name : String(cause);
    throw new Error(`The PostgreSQL of DATABASE_URL cannot be reached: ${reason}.`, { cause });
  } finally {
    await client.end().catch(() => {});
  }
  return { url: ownDatabase, stop: async () => {} };
}
