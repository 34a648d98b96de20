import { createHash } from 'node:crypto';
import { chmod, lstat, mkdir, readlink, realpath, rename, symlink } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { canReach } from './can-reach.ts';
import type { Account } from './choose-account.ts';
import { readPidFile } from './read-pid-file.ts';
import { stopPostmaster } from './stop-postmaster.ts';

/** Where root keeps what another account must reach when the project's own folder is closed to it. */
export const SYSTEM_DIR = '/var/lib/perfanalysis';

/**
 * Decides where the data of `<dataDir>/pg` really lies. Normally there. When PostgreSQL runs as another
 * account that cannot enter dataDir (a project under /root, say), under /var/lib/perfanalysis, with
 * `<dataDir>/pg` a link to it.
 * @returns the absolute data folder; it need not exist yet, its parent does.
 */
export async function placeCluster(
  dataDir: string,
  account: Account | null,
  say: (line: string) => void,
): Promise<string> {
  const home = await realpath(dataDir);
  const link = join(home, 'pg');
  const entry = await lstat(link).catch(() => null);
  if (entry?.isSymbolicLink()) return followLink(link);
  if (!account || (await canReach(home, account))) return link;

  const target = join(SYSTEM_DIR, createHash('sha256').update(home).digest('hex').slice(0, 12));
  await mkdir(SYSTEM_DIR, { recursive: true });
  await chmod(SYSTEM_DIR, 0o755); // whatever the umask
  await setAside(target, say);
  if (entry) await moveData(link, target); // initialised elsewhere, then the project was moved into a closed folder
  await symlink(target, link);
  say(`The account ${account.name} cannot enter ${home}: the database is kept in ${target}.`);
  return target;
}

/** The link may dangle: an earlier start was cut off before it initialised the data. */
async function followLink(link: string): Promise<string> {
  const target = resolve(dirname(link), await readlink(link));
  try {
    return await realpath(link).catch(async () => join(await realpath(dirname(target)), basename(target)));
  } catch (cause) {
    throw new Error(
      `${link} points to ${target}, but ${dirname(target)} does not exist: bring it back, or remove the link to begin with an empty database.`,
      { cause },
    );
  }
}

/** Data whose link was deleted with .data is not ours to delete: it steps aside, under a name that says since when. */
async function setAside(target: string, say: (line: string) => void): Promise<void> {
  if (!(await lstat(target).catch(() => null))) return;
  const server = await readPidFile(target);
  if (server) await stopPostmaster(server.pid, target);
  const aside = `${target}.unlinked-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`;
  await rename(target, aside);
  say(
    `${target} held a database that no link points to any more; it was moved to ${aside} and can be deleted.`,
  );
}

async function moveData(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (cause) {
    throw new Error(
      `The database in ${from} must move to ${to}, out of a folder its account cannot enter: run \`mv '${from}' '${to}' && ln -s '${to}' '${from}'\` and start again.`,
      { cause },
    );
  }
}
