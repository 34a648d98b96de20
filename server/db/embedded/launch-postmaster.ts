import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { type FileHandle, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Account } from './choose-account.ts';
import { isPostmaster } from './is-postmaster.ts';
import { openLog } from './open-log.ts';
import { readPidFile } from './read-pid-file.ts';
import { explainSpawnFailure, spawnAs } from './run-as.ts';

type Cluster = {
  nativeDir: string;
  pgDir: string;
  account: Account | null;
  port: number;
  logFile: string;
  sync: boolean;
};

/** A server; `ours` if we started it. `ended()` gives, once it has ended, what it logged since its start. */
export type Postmaster = { pid: number; ours: boolean; ended: () => Promise<string | null> };

/**
 * Starts the PostgreSQL server on 127.0.0.1 only, without a unix socket, in a session of its own, so that a
 * terminal's Ctrl-C reaches us and not the server under us. It outlives us when we are killed.
 * Does not wait until it answers.
 */
export async function launchPostmaster(cluster: Cluster): Promise<Postmaster> {
  await removeStalePidFile(cluster.pgDir);
  const log = await openLog(cluster.logFile);
  // Made by root, it is given to the data's owner, who may start the server next time.
  if (cluster.account) await log.chown(cluster.account.uid, cluster.account.gid);
  const logStart = (await stat(cluster.logFile)).size;
  try {
    return watch(await spawnServer(cluster, log), cluster.logFile, logStart);
  } finally {
    await log.close();
  }
}

async function spawnServer(cluster: Cluster, log: FileHandle): Promise<ChildProcess> {
  const command = join(cluster.nativeDir, 'bin', 'postgres');
  const child = spawnAs(cluster.account, command, ['-D', cluster.pgDir, ...settings(cluster)], {
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  });
  await once(child, 'spawn').catch((cause) => {
    throw explainSpawnFailure(cause, command, cluster.account);
  });
  child.unref();
  return child;
}

function watch(child: ChildProcess, logFile: string, logStart: number): Postmaster {
  const { pid } = child;
  if (pid === undefined) throw new Error('PostgreSQL was started but has no process id.');
  return {
    pid,
    ours: true,
    ended: async () => {
      if (child.exitCode === null && child.signalCode === null) return null;
      const logged = (await readFile(logFile)).subarray(logStart).toString('utf8').trim();
      return logged || `it ended with ${child.exitCode ?? child.signalCode}`;
    },
  };
}

/** For a small host, by command line, so that a new version of us changes them for old data too. */
function settings({ port, sync }: { port: number; sync: boolean }): string[] {
  const values = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    shared_buffers: '128MB',
    // Web process, worker and operator's commands, each with DB_CONNECTIONS for a hundred tenants. Unused they cost little.
    max_connections: 300,
    fsync: sync ? 'on' : 'off',
    synchronous_commit: sync ? 'on' : 'off',
    full_page_writes: sync ? 'on' : 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
    logging_collector: 'off',
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/**
 * The file of a killed server would stop the start whenever its pid is taken again by another program. What
 * processes a killed server left is found by PostgreSQL itself, through their shared memory.
 */
async function removeStalePidFile(pgDir: string): Promise<void> {
  const file = await readPidFile(pgDir);
  if (file && (await isPostmaster(file.pid, pgDir))) return; // still stopping: PostgreSQL refuses, we try again
  await rm(join(pgDir, 'postmaster.pid'), { force: true });
}
