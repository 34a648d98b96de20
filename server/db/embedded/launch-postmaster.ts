import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Account } from './choose-account.ts';
import { isPostmaster } from './is-postmaster.ts';
import { openLog } from './open-log.ts';
import { readPidFile } from './read-pid-file.ts';
import { asAccount, explainSpawnFailure, POSTGRES_ENV } from './run-as.ts';

/** A server; `ours` if we started it. `ended()` gives, once it has ended, the last lines it logged. */
export type Postmaster = { pid: number; ours: boolean; ended: () => Promise<string | null> };

/**
 * Starts the PostgreSQL server on 127.0.0.1 only, without a unix socket, in a session of its own, so that a
 * terminal's Ctrl-C reaches us and not the server under us. It outlives us when we are killed.
 * Does not wait until it answers.
 */
export async function launchPostmaster(cluster: {
  nativeDir: string;
  pgDir: string;
  account: Account | null;
  port: number;
  logFile: string;
  sync: boolean;
}): Promise<Postmaster> {
  await removeStalePidFile(cluster.pgDir);
  const log = await openLog(cluster.logFile);
  const logStart = (await stat(cluster.logFile)).size;
  const command = join(cluster.nativeDir, 'bin', 'postgres');
  const child = spawn(command, ['-D', cluster.pgDir, ...settings(cluster)], {
    ...asAccount(cluster.account),
    cwd: '/',
    env: POSTGRES_ENV,
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  });
  try {
    await once(child, 'spawn').catch((cause) => {
      throw explainSpawnFailure(cause, command, cluster.account);
    });
  } finally {
    await log.close();
  }
  child.unref();
  const { pid } = child;
  if (pid === undefined) throw new Error('PostgreSQL was started but has no process id.');
  return {
    pid,
    ours: true,
    ended: async () => {
      if (child.exitCode === null && child.signalCode === null) return null;
      const logged = (await readFile(cluster.logFile)).subarray(logStart).toString('utf8');
      return (
        logged.trim().split('\n').slice(-5).join('\n  ') ||
        `it ended with ${child.exitCode ?? child.signalCode}`
      );
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
    max_connections: 100,
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
