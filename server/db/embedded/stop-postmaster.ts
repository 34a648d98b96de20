import { setTimeout as sleep } from 'node:timers/promises';
import { isPostmaster } from './is-postmaster.ts';

const FAST_MS = 20_000;
const IMMEDIATE_MS = 10_000;

/**
 * Stops a PostgreSQL server: fast shutdown (connections are cut, everything is written), and after 20 s an
 * immediate one, from which the next start recovers. Returns when the process is gone; at once if it is not there.
 */
export async function stopPostmaster(pid: number, pgDir: string): Promise<void> {
  if (await signalAndWait(pid, pgDir, 'SIGINT', FAST_MS)) return;
  if (await signalAndWait(pid, pgDir, 'SIGQUIT', IMMEDIATE_MS)) return;
  throw new Error(
    `PostgreSQL (process ${pid}) does not stop: look into its log, then end it with \`kill -9 ${pid}\`.`,
  );
}

async function signalAndWait(
  pid: number,
  pgDir: string,
  signal: NodeJS.Signals,
  forMs: number,
): Promise<boolean> {
  if (!(await isPostmaster(pid, pgDir))) return true;
  try {
    process.kill(pid, signal);
  } catch {
    return !(await isPostmaster(pid, pgDir)); // gone between the two lines, or not ours to stop
  }
  for (const end = Date.now() + forMs; Date.now() < end; await sleep(50)) {
    if (!(await isPostmaster(pid, pgDir))) return true;
  }
  return false;
}
