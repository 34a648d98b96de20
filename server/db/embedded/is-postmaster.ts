import { execFile } from 'node:child_process';
import { readFile, readlink } from 'node:fs/promises';
import { promisify } from 'node:util';

/**
 * Whether this process is a live PostgreSQL server on this data folder. A pid file alone proves nothing: the
 * number may belong to another program by now, or to a zombie nobody collected.
 */
export async function isPostmaster(pid: number, pgDir: string): Promise<boolean> {
  if (process.platform !== 'linux') return looksLikePostmaster(pid);
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    if (!stat.includes('(postgres)') || /\) [ZX] /.test(stat)) return false;
    return (await readlink(`/proc/${pid}/cwd`)) === pgDir;
  } catch {
    return false;
  }
}

async function looksLikePostmaster(pid: number): Promise<boolean> {
  try {
    const { stdout } = await promisify(execFile)('ps', ['-o', 'stat=,comm=', '-p', String(pid)]);
    return /postgres/.test(stdout) && !/^\s*Z/.test(stdout);
  } catch {
    return false;
  }
}
