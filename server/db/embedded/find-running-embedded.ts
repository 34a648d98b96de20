import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { answersAsPostgres } from './answers-as-postgres.ts';
import { isPostmaster } from './is-postmaster.ts';
import { readPidFile } from './read-pid-file.ts';

/**
 * Finds the embedded PostgreSQL that runs on `<dataDir>/pg`, whoever started it.
 * @returns null when none runs, also when a killed one left its pid file.
 * @throws a sentence when the folder belongs to another account.
 */
export async function findRunningEmbedded(dataDir: string): Promise<{ port: number; pid: number } | null> {
  const link = join(dataDir, 'pg');
  try {
    const pgDir = await realpath(link);
    const file = await readPidFile(pgDir);
    if (!file || !(await isPostmaster(file.pid, pgDir))) return null;
    return (await answersAsPostgres(file.port)) ? { port: file.port, pid: file.pid } : null;
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw new Error(
      `${link} belongs to another account (it was made by another user or by root): start PerfAnalysis as that user, or choose another folder with DATA_DIR.`,
      { cause },
    );
  }
}
