import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Systemd } from '../config/read-systemd.ts';
import type { Log } from '../log.ts';
import { monotonicMs } from '../monotonic-ms.ts';

export interface Notifier {
  /** The first tick was taken. */
  ready(): void;
  /** A tick was taken: the watchdog may be told that all is well. */
  alive(): void;
  /** The end has begun. */
  stopping(): void;
  close(): void;
}

/** Whether ticks come, by the time since the last one; a watchdog's time more than due is given to a busy machine. */
export const isTicking = (sinceTick: number, interval: number, watchdogMs: number): boolean =>
  sinceTick <= Math.max(2.5 * interval, watchdogMs);

/**
 * Tells systemd how the service is doing: READY=1, WATCHDOG=1, STOPPING=1. Node has no datagram sockets of the Unix
 * kind, so the words go through the program systemd-notify, which lies wherever systemd does; the unit needs
 * NotifyAccess=all for that. Twice within a watchdog's time is often enough for its sake, and cheap.
 *
 * `interval` is that between ticks, in milliseconds: the watchdog hears nothing when ticks stay away.
 */
export function openNotifier(systemd: Systemd, interval: number, log: Log): Notifier {
  const { wantsNotice, watchdogMs, path } = systemd;
  const nothing = (): void => undefined;
  if (!wantsNotice) return { ready: nothing, alive: nothing, stopping: nothing, close: nothing };
  const program = path.map((folder) => join(folder, 'systemd-notify')).find((file) => existsSync(file));
  if (program === undefined) {
    log.warn('systemd waits for a notice and systemd-notify is not installed: set Type=exec in the unit');
    return { ready: nothing, alive: nothing, stopping: nothing, close: nothing };
  }

  let isSaid = false;
  const tell = (...words: string[]): void => {
    const child = spawn(program, words, { stdio: 'ignore' });
    child.on('error', (error) => {
      if (!isSaid) log.warn('cannot notify systemd', { reason: error.message });
      isSaid = true;
    });
    child.unref();
  };
  let tickedAt = monotonicMs();
  const timer =
    watchdogMs > 0
      ? setInterval(() => {
          if (isTicking(monotonicMs() - tickedAt, interval, watchdogMs)) tell('WATCHDOG=1');
        }, watchdogMs / 2)
      : undefined;
  timer?.unref();
  return {
    ready: () => tell(`MAINPID=${process.pid}`, 'READY=1'),
    alive() {
      tickedAt = monotonicMs();
    },
    stopping: () => tell('STOPPING=1'),
    close: () => clearInterval(timer),
  };
}
