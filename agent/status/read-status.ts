import { readFileSync } from 'node:fs';
import type { Status } from './status.ts';

export interface StatusReport {
  /** Null when there is no file, or none that pcc wrote. */
  status: Status | null;
  isRunning: boolean;
  /** What is wrong, and what to do; null when nothing is. */
  problem: string | null;
}

/** The file is written each 10 s at most. */
const GRACE_MS = 15_000;
const MISSED_INTERVALS = 3;

/** Reads the status file of a pcc and judges it: is that process there, and does it tick? */
export function readStatus(path: string, now = Date.now()): StatusReport {
  let status: Status;
  try {
    status = JSON.parse(readFileSync(path, 'utf8')) as Status;
    if (typeof status.pid !== 'number' || typeof status.ticks !== 'number') throw new Error('not of pcc');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const problem =
      code === 'ENOENT'
        ? `no status file at ${path}: pcc does not run, or with another --status`
        : `cannot read the status file ${path} (${message})`;
    return { status: null, isRunning: false, problem };
  }
  const isRunning = status.state === 'running' && isAlive(status.pid);
  const silentMs = now - Date.parse(status.updated_at);
  const isSilent = silentMs > MISSED_INTERVALS * status.interval_seconds * 1000 + GRACE_MS;
  if (status.state === 'stopped') return { status, isRunning, problem: 'pcc was stopped: start it' };
  if (!isRunning)
    return { status, isRunning, problem: `pcc died (process ${status.pid}): see its log, start it` };
  if (isSilent)
    return {
      status,
      isRunning,
      problem: `no tick for ${Math.round(silentMs / 1000)} s: see its log, restart it`,
    };
  return { status, isRunning, problem: null };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // It is there, and somebody else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
