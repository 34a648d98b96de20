import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from './choose-account.ts';
import { ensureDatabase } from './ensure-database.ts';
import { findRunningEmbedded } from './find-running-embedded.ts';
import { launchPostmaster, type Postmaster } from './launch-postmaster.ts';
import { pickFreePort } from './pick-free-port.ts';
import { readPidFile } from './read-pid-file.ts';
import { stopPostmaster } from './stop-postmaster.ts';

const DATABASE = 'perfanalysis';
/** Recovery after a crash replays at most some GB of log. */
const READY_WITHIN_MS = 180_000;
/** How long a killed server's last processes, or a stopping server, may hold the data. */
const RETRY_FOR_MS = 30_000;
const INVALID_PASSWORD = '28P01';

/** A running embedded PostgreSQL. `url` names the database `perfanalysis` as the superuser `postgres`. */
export type Embedded = {
  url: string;
  port: number;
  pid: number;
  adopted: boolean;
  stop: () => Promise<void>;
};

type Cluster = {
  dataDir: string;
  nativeDir: string;
  pgDir: string;
  account: Account | null;
  superPassword: string;
  sync: boolean;
  logFile: string;
  port?: number;
};

/** Adopts or starts the server on initialised data, and returns when the database `perfanalysis` answers. */
export async function runCluster(cluster: Cluster): Promise<Embedded> {
  for (const retryUntil = Date.now() + RETRY_FOR_MS; ; await sleep(300)) {
    const running = await findRunningEmbedded(cluster.dataDir);
    const port = running?.port ?? cluster.port ?? (await pickFreePort());
    const server: Postmaster = running
      ? { pid: running.pid, ours: false, ended: () => endedElsewhere(cluster.dataDir) }
      : await launchPostmaster({ ...cluster, port });
    const failure = await untilReady(cluster, server, port);
    if (failure === null) return handle(cluster, server.pid, port, running !== null);
    if (!isPassing(failure, cluster.port === undefined) || Date.now() > retryUntil) {
      throw explainEnd(failure, cluster, port);
    }
  }
}

/** null when the database answers; what the server logged when it ended instead. */
async function untilReady(cluster: Cluster, server: Postmaster, port: number): Promise<string | null> {
  for (const giveUp = Date.now() + READY_WITHIN_MS; ; await sleep(50)) {
    const ended = await server.ended();
    if (ended !== null) return ended;
    const state = await readPidFile(cluster.pgDir);
    let error: unknown;
    // Asked before it says so, another server that has this port might answer in its place.
    if (state?.ready && state.pid === server.pid) {
      try {
        await ensureDatabase(urlOf(cluster, port, 'postgres'), DATABASE);
        return null;
      } catch (caught) {
        error = caught;
      }
    }
    if ((error === undefined || isPassingError(error)) && Date.now() < giveUp) continue;
    if (server.ours) await stopPostmaster(server.pid, cluster.pgDir);
    if (codeOf(error) === INVALID_PASSWORD) throw otherPassword(cluster, error);
    throw new Error(`PostgreSQL on ${cluster.pgDir} does not answer; its log is ${cluster.logFile}.`, {
      cause: error,
    });
  }
}

/** A server that is just stopping (an adopted one), or so busy that pg's own time-out, without a code, struck. */
function isPassingError(error: unknown): boolean {
  const code = codeOf(error);
  if (code) return ['57P01', '57P03', 'ECONNREFUSED', 'ECONNRESET'].includes(code);
  return error instanceof Error && /timeout|terminated/i.test(error.message);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

async function endedElsewhere(dataDir: string): Promise<string | null> {
  return (await findRunningEmbedded(dataDir)) ? null : 'lock file is gone';
}

/** Ends that another try cures: the server before this one has not let go yet, or our port was just taken. */
function isPassing(logged: string, portIsOurs: boolean): boolean {
  if (/lock file|pre-existing shared memory/.test(logged)) return true;
  return portIsOurs && /Address already in use/.test(logged);
}

function explainEnd(logged: string, cluster: Cluster, port: number): Error {
  if (/Address already in use/.test(logged)) {
    return new Error(`PostgreSQL cannot use port ${port} of 127.0.0.1: another program has it.`);
  }
  if (/No space left on device/.test(logged)) {
    return new Error(`The disk that holds ${cluster.pgDir} is full: make room and start again.`);
  }
  const last = logged.split('\n').slice(-5).join('\n  ');
  if (/shared memory|Cannot allocate memory/.test(logged)) {
    return new Error(`There is not enough memory for PostgreSQL (it needs about 200 MB):\n  ${last}`);
  }
  return new Error(
    `PostgreSQL on ${cluster.pgDir} did not start (all of its log: ${cluster.logFile}):\n  ${last}`,
  );
}

function otherPassword(cluster: Cluster, cause: unknown): Error {
  return new Error(
    `The database in ${cluster.pgDir} was made with another superuser password: bring back the secret it was made with, or move that folder away to begin with an empty database.`,
    { cause },
  );
}

function urlOf(cluster: Cluster, port: number, database: string): string {
  return `postgres://postgres:${encodeURIComponent(cluster.superPassword)}@127.0.0.1:${port}/${database}`;
}

function handle(cluster: Cluster, pid: number, port: number, adopted: boolean): Embedded {
  let stopping: Promise<void> | undefined;
  return {
    url: urlOf(cluster, port, DATABASE),
    port,
    pid,
    adopted,
    stop: () => {
      stopping ??= stopPostmaster(pid, cluster.pgDir);
      return stopping;
    },
  };
}
