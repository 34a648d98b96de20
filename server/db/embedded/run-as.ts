import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Account } from './choose-account.ts';

/** No variable of ours reaches PostgreSQL (PGDATA, PGPORT, LANG…): it works the same on every host. */
export const POSTGRES_ENV = { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/local/bin:/usr/bin:/bin' };

/** The spawn options that make a child run as this account; none for null, the current one. */
export function asAccount(account: Account | null): { uid?: number; gid?: number } {
  return account ? { uid: account.uid, gid: account.gid } : {};
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
    // cwd '/': the account may have no access to ours, which PostgreSQL's programs complain about.
    const child = spawn(command, args, {
      ...asAccount(account),
      cwd: '/',
      env: POSTGRES_ENV,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const collect = (chunk: Buffer) => {
      output += chunk.toString('utf8');
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('error', (cause) => reject(explainSpawnFailure(cause, command, account)));
    child.once('close', (code) => resolve({ code, output }));
  });
}

/** Turns a failed spawn into one sentence. */
export function explainSpawnFailure(cause: Error, command: string, account: Account | null): Error {
  const code = 'code' in cause ? cause.code : undefined;
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
  return new Error(`PostgreSQL cannot be started (${command}: ${cause.message}).`, { cause });
}
