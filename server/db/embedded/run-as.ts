import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Account } from './choose-account.ts';

/** No variable of ours reaches PostgreSQL (PGDATA, PGPORT, LANG…): it works the same on every host. */
const variables: Partial<NodeJS.ProcessEnv> = {
  LC_ALL: 'C',
  TZ: 'UTC',
  PATH: '/usr/local/bin:/usr/bin:/bin',
};
/** The types of Next claim that every environment has NODE_ENV; this one has no use for it. */
const POSTGRES_ENV = variables as NodeJS.ProcessEnv;

/**
 * Starts one of PostgreSQL's programs as this account (null: the current one).
 * @throws a sentence when that is refused; other failures come as the child's 'error' event.
 */
export function spawnAs(
  account: Account | null,
  command: string,
  args: string[],
  options: { detached?: boolean; stdio: StdioOptions },
): ChildProcess {
  const identity = account ? { uid: account.uid, gid: account.gid } : {};
  try {
    // cwd '/': the account may have no access to ours, which PostgreSQL's programs complain about.
    return spawn(command, args, { ...options, ...identity, cwd: '/', env: POSTGRES_ENV });
  } catch (cause) {
    throw explainSpawnFailure(cause, command, account);
  }
}

/**
 * Runs one of PostgreSQL's programs to its end.
 * @returns exit code (null when a signal ended it) and everything it printed.
 * @throws a sentence when the program cannot be started at all.
 */
export function runAs(
  account: Account | null,
  command: string,
  args: string[],
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawnAs(account, command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        output += chunk.toString('utf8');
      });
    }
    child.once('error', (cause) => reject(explainSpawnFailure(cause, command, account)));
    child.once('close', (code) => resolve({ code, output }));
  });
}

/** Turns a failed spawn into one sentence. */
export function explainSpawnFailure(cause: unknown, command: string, account: Account | null): Error {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code === 'ENOENT' && existsSync(command)) {
    // The file is there; what the kernel did not find is its loader, as on hosts with musl.
    return new Error(
      `The embedded PostgreSQL needs glibc, which this host does not have: set DATABASE_URL to a PostgreSQL server of your own.`,
      { cause },
    );
  }
  if (account && (code === 'EPERM' || code === 'EINVAL')) {
    return new Error(
      `PostgreSQL does not run as root and this root may not switch to the account ${account.name} (${code}): start PerfAnalysis as an ordinary user, or set DATABASE_URL.`,
      { cause },
    );
  }
  return new Error(
    `PostgreSQL cannot be started (${command}: ${cause instanceof Error ? cause.message : String(cause)}).`,
    { cause },
  );
}
