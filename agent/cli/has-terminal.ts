import { readlinkSync } from 'node:fs';

/** Whether somebody types. Not by process.stdin, which loads streams for good, nor by node:tty, which loads sockets. */
export function hasTerminal(): boolean {
  try {
    return /^\/dev\/(pts\/\d|tty|console)/.test(readlinkSync('/proc/self/fd/0'));
  } catch {
    return false;
  }
}
