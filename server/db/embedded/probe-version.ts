import { join } from 'node:path';
import type { Account } from './choose-account.ts';
import { runAs } from './run-as.ts';

/**
 * Runs `postgres --version` as the account that will run the server, so that a missing system library or a
 * refused account shows up before anything is written.
 * @returns the major version, e.g. 18.
 */
export async function probeVersion(nativeDir: string, account: Account | null): Promise<number> {
  const { code, output } = await runAs(account, join(nativeDir, 'bin', 'postgres'), ['--version']);
  const library = /loading shared libraries: ([^:\s]+)/.exec(output)?.[1];
  if (library) {
    throw new Error(
      `The embedded PostgreSQL needs the system library ${library}, which is missing: install it with the system's package manager, or set DATABASE_URL.`,
    );
  }
  const major = Number(/PostgreSQL\) (\d+)/.exec(output)?.[1]);
  if (code !== 0 || !major) throw new Error(`The embedded PostgreSQL does not run here: ${output.trim()}`);
  return major;
}
