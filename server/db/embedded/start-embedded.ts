import { access, chmod, constants, mkdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { chooseAccount } from './choose-account.ts';
import { findBinaries } from './find-binaries.ts';
import { initCluster } from './init-cluster.ts';
import { placeCluster } from './place-cluster.ts';
import { probeVersion } from './probe-version.ts';
import { type Embedded, runCluster } from './run-cluster.ts';
import { shareBinaries } from './share-binaries.ts';

/**
 * Starts the embedded PostgreSQL on `<dataDir>/pg`, making the data on the first call, and returns when the
 * database answers. One that a killed run left behind is adopted: used, and stopped by stop().
 * @param options.port 127.0.0.1 port; a free one is chosen if absent. An adopted server keeps its own.
 * @param options.superPassword given on the first call, required to be the same ever after.
 * @param options.onLog gets lines for the user (data kept elsewhere and the like); the server logs to `<dataDir>/pg.log`.
 * @param options.sync false gives up crash safety for speed: for data that is thrown away.
 * @throws Error whose message is one sentence that says what is wrong and what to do.
 */
export async function startEmbedded(options: {
  dataDir: string;
  port?: number;
  superPassword: string;
  onLog?: (line: string) => void;
  sync?: boolean;
}): Promise<Embedded> {
  const { superPassword, sync = true, onLog: say = console.log } = options;
  const dataDir = resolve(options.dataDir);
  try {
    await makeDataDir(dataDir);
    const binaries = await findBinaries();
    const account = await chooseAccount(join(dataDir, 'pg'));
    const nativeDir = await shareBinaries(binaries, account, say);
    const major = await probeVersion(nativeDir, account);
    const pgDir = await placeCluster(dataDir, account, say);
    const found = await readDataVersion(pgDir);
    if (found === null) await initCluster({ nativeDir, pgDir, account, superPassword, sync });
    else if (found !== major) throw otherVersion(pgDir, found, major);
    const port = options.port === undefined ? {} : { port: options.port };
    const logFile = join(dataDir, 'pg.log');
    return await runCluster({ dataDir, nativeDir, pgDir, account, superPassword, sync, logFile, ...port });
  } catch (error) {
    throw explainDisk(error, dataDir);
  }
}

/** As root, others may pass through (not list) a folder we make: PostgreSQL's account has to. */
async function makeDataDir(dataDir: string): Promise<void> {
  try {
    const made = await mkdir(dataDir, { recursive: true });
    if (made) await chmod(dataDir, process.getuid?.() === 0 ? 0o711 : 0o700);
    await access(dataDir, constants.W_OK | constants.X_OK);
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new Error(
      `The folder ${dataDir} cannot be used (${detail}): choose one you may write to with DATA_DIR.`,
      {
        cause,
      },
    );
  }
}

/** The major version that made the data; null when there is none. */
async function readDataVersion(pgDir: string): Promise<number | null> {
  try {
    return Number((await readFile(join(pgDir, 'PG_VERSION'), 'utf8')).trim());
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    if (code === 'ENOENT') return null;
    throw new Error(
      `${pgDir} belongs to another account (it was made by another user or by root): start PerfAnalysis as that user, or choose another folder with DATA_DIR.`,
      { cause },
    );
  }
}

function otherVersion(pgDir: string, found: number, major: number): Error {
  return new Error(
    `${pgDir} was made by PostgreSQL ${found} and this is PostgreSQL ${major}: dump it with the old version and restore it, or move the folder away to begin empty.`,
  );
}

function explainDisk(error: unknown, dataDir: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC') return new Error(`The disk that holds ${dataDir} is full.`, { cause: error });
  return error;
}
