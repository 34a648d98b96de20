import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from './start-embedded.ts';

/** A PostgreSQL of its own for tests, in the temporary folder, without crash safety. stop() deletes it. */
export async function startTemporary(): Promise<{ url: string; port: number; stop: () => Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'perfanalysis-pg-'));
  await chmod(dataDir, 0o711); // as root, PostgreSQL's account has to pass through
  const remove = async () => {
    const data = await realpath(join(dataDir, 'pg')).catch(() => null); // a link if the folder is closed to it
    if (data) await rm(data, { recursive: true, force: true });
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    const superPassword = randomBytes(16).toString('hex');
    const server = await startEmbedded({ dataDir, superPassword, sync: false, onLog: () => {} });
    const stop = async () => {
      await server.stop();
      await remove();
    };
    return { url: server.url, port: server.port, stop };
  } catch (error) {
    await remove();
    throw error;
  }
}
