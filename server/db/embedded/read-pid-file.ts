import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Reads postmaster.pid: line 1 is the pid, line 4 the port, line 8 the state (PostgreSQL,
 * src/include/utils/pidfile.h). `ready` is written after the server has its port and has recovered.
 * @returns null when there is no such file, or not a whole one.
 */
export async function readPidFile(
  pgDir: string,
): Promise<{ pid: number; port: number; ready: boolean } | null> {
  let lines: string[];
  try {
    lines = (await readFile(join(pgDir, 'postmaster.pid'), 'utf8')).split('\n');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw error;
  }
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  return pid > 0 && port > 0 ? { pid, port, ready: lines[7]?.trim() === 'ready' } : null;
}
