import { readFileSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '#agent/make-folder.ts';

/**
 * Makes sure that one `npm run up` at a time uses a data folder: two would stop each other's PostgreSQL.
 * A lock of a process that is gone, or whose number now belongs to another program, counts for nothing.
 * @returns a function that lets go
 * @throws a sentence naming the process that holds the folder
 */
export async function lockDataDir(dataDir: string): Promise<() => Promise<void>> {
  const path = join(dataDir, 'up.pid');
  makeFolder(dataDir);
  const holder = Number((await readFile(path, 'utf8').catch(() => '')).trim());
  if (holder > 0 && holder !== process.pid && isUp(holder))
    throw new Error(
      `\`npm run up\` is already running on ${dataDir} (process ${holder}): stop it, or choose another folder with DATA_DIR.`,
    );
  await writeFile(path, `${process.pid}\n`);
  return () => rm(path, { force: true });
}

function isUp(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('scripts/up.ts');
  } catch {
    return isAlive(pid);
  }
}

/** Where there is no /proc (macOS), a process that lives is taken at its number. */
function isAlive(pid: number): boolean {
  if (process.platform === 'linux') return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
