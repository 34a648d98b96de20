import { hasTerminal } from './has-terminal.ts';

/**
 * Aborts on SIGTERM and SIGINT, on SIGHUP in a terminal (which was closed; elsewhere it means to reload), and when a parent that spawned this process with
 * an IPC channel is gone.
 */
export function stopSignal(): AbortSignal {
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  if (hasTerminal()) process.once('SIGHUP', stop);
  // The channel breaks however the parent ends, by SIGKILL too: no orphan goes on collecting.
  if (process.channel) process.once('disconnect', stop);
  // Undefined without a channel, false when it broke before this line. (Bun says false where there never was one.)
  if (process.connected === false && process.versions.bun === undefined) stop();
  return controller.signal;
}
