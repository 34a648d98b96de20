import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const OWN_ACCOUNT = 'perfanalysis';

/** An account of this host that PostgreSQL can run as. */
export type Account = { name: string; uid: number; gid: number };

/**
 * Chooses the account PostgreSQL runs as. PostgreSQL refuses uid 0, so root hands it to, in this order: the
 * owner of the data folder, `postgres`, `perfanalysis` (created when useradd exists), `nobody`.
 * @returns null for an ordinary user: PostgreSQL then runs as that user.
 */
export async function chooseAccount(pgDir: string): Promise<Account | null> {
  if (process.getuid?.() !== 0) return null;
  const owner = await stat(join(pgDir, 'PG_VERSION')).catch(() => null);
  if (owner && owner.uid !== 0) return { name: `uid ${owner.uid}`, uid: owner.uid, gid: owner.gid };
  const account =
    (await lookUp('postgres')) ??
    (await lookUp(OWN_ACCOUNT)) ??
    (await createOwnAccount()) ??
    (await lookUp('nobody'));
  if (account) return account;
  throw new Error(
    'PostgreSQL does not run as root and this host has no other account for it: create one with `useradd --system perfanalysis`, or start PerfAnalysis as an ordinary user.',
  );
}

async function lookUp(name: string): Promise<Account | null> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return { name, uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return null;
  }
}

async function createOwnAccount(): Promise<Account | null> {
  try {
    await run('useradd', [
      '--system',
      '--user-group',
      '--no-create-home',
      '--shell',
      '/bin/false',
      OWN_ACCOUNT,
    ]);
  } catch {
    return null; // no useradd, or a read-only /etc: the next candidate is tried
  }
  return lookUp(OWN_ACCOUNT);
}
