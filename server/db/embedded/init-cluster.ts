import { chown, mkdir, readdir, rename, rm, statfs, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Account } from './choose-account.ts';
import { runAs } from './run-as.ts';

const SPACE_NEEDED_MB = 300;

/**
 * Makes a new database cluster. initdb works in `<pgDir>.new`, which is renamed when it is complete: a cluster
 * cut off half-way is never taken for a whole one. `sync: false` skips fsync, for clusters that are thrown away.
 */
export async function initCluster(cluster: {
  nativeDir: string;
  pgDir: string;
  account: Account | null;
  superPassword: string;
  sync: boolean;
}): Promise<void> {
  const { pgDir, account } = cluster;
  await checkSpace(dirname(pgDir));
  // Before the work: what is there is not replaced in the end either.
  const there = await readdir(pgDir).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw inTheWay(pgDir, error);
    return [];
  });
  if (there.length > 0) throw inTheWay(pgDir);
  const fresh = `${pgDir}.new`;
  const passwordFile = `${pgDir}.password`;
  try {
    await rm(fresh, { recursive: true, force: true });
    await rm(passwordFile, { force: true });
    await mkdir(fresh, { mode: 0o700 });
    // A file, for a command line can be read by every user of the host.
    await writeFile(passwordFile, `${cluster.superPassword}\n`, { mode: 0o600, flag: 'wx' });
    if (account)
      await Promise.all([fresh, passwordFile].map((path) => chown(path, account.uid, account.gid)));
    await runInitdb(cluster, fresh, passwordFile);
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rename(fresh, pgDir).catch((cause: unknown) => {
    throw inTheWay(pgDir, cause);
  });
}

const inTheWay = (pgDir: string, cause?: unknown): Error =>
  new Error(
    `${pgDir} is in the way: it is not an empty folder and holds no PostgreSQL data. Move it away and start again.`,
    { cause },
  );

async function runInitdb(
  cluster: { nativeDir: string; account: Account | null; sync: boolean },
  fresh: string,
  passwordFile: string,
): Promise<void> {
  const { code, output } = await runAs(cluster.account, join(cluster.nativeDir, 'bin', 'initdb'), [
    `--pgdata=${fresh}`,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // PostgreSQL's own C.UTF-8: full Unicode case rules without a locale installed on the host.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
    ...(cluster.sync ? [] : ['--no-sync']),
  ]);
  if (code === 0) return;
  const lines = output.trim().split('\n').slice(-5).join('\n  ');
  throw new Error(
    `PostgreSQL could not make a new database in ${fresh} (initdb ended with ${code}):\n  ${lines}`,
  );
}

async function checkSpace(dir: string): Promise<void> {
  const { bavail, bsize } = await statfs(dir);
  const freeMb = Math.floor((bavail * bsize) / 1024 ** 2);
  if (freeMb >= SPACE_NEEDED_MB) return;
  throw new Error(
    `Not enough disk space for the database: ${dir} has ${freeMb} MB free and needs ${SPACE_NEEDED_MB} MB.`,
  );
}
