import { chmod, cp, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { canReach } from './can-reach.ts';
import type { Account } from './choose-account.ts';
import type { Binaries } from './find-binaries.ts';
import { SYSTEM_DIR } from './place-cluster.ts';

/**
 * Gives the account a PostgreSQL it can execute: the installed one if it can reach that, else a copy under
 * /var/lib/perfanalysis, made once per version.
 * @returns the folder that holds bin/, lib/ and share/.
 */
export async function shareBinaries(
  binaries: Binaries,
  account: Account | null,
  say: (line: string) => void,
): Promise<string> {
  if (!account || (await isUsable(binaries.nativeDir, account))) return binaries.nativeDir;
  const shared = join(SYSTEM_DIR, `postgres-${binaries.version}`);
  if (await stat(shared).catch(() => null)) return shared;
  const fresh = `${shared}.${process.pid}`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(SYSTEM_DIR, { recursive: true });
  await chmod(SYSTEM_DIR, 0o755);
  await cp(binaries.nativeDir, fresh, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => !source.endsWith('.a'), // static libraries: a tenth of the size, never used
  });
  await openToAll(fresh);
  await rename(fresh, shared);
  say(`The account ${account.name} cannot enter ${binaries.nativeDir}: PostgreSQL was copied to ${shared}.`);
  return shared;
}

/** One file of each kind stands for all: npm writes them with one umask. */
async function isUsable(nativeDir: string, account: Account): Promise<boolean> {
  const samples = ['bin/postgres', 'bin', 'lib/libpq.so.5', 'share/postgresql/postgres.bki'];
  const reachable = await Promise.all(
    samples.map((file) => canReach(join(nativeDir, file), account).catch(() => true)),
  );
  return reachable.every(Boolean);
}

/** chmod -R a+rX. */
async function openToAll(dir: string): Promise<void> {
  await chmod(dir, 0o755);
  for (const entry of await readdir(dir, { withFileTypes: true })) {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    else if (entry.isFile()) await chmod(path, (await stat(path)).mode & 0o100 ? 0o755 : 0o644);
  }
}
