import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { findBun } from '../find-bun.ts';
import { textDropper } from './drop-text.ts';

/** Behind the start and the first deliveries, which leave the most. */
const FIRST_MS = 20_000;
const EVERY_MS = 60_000;
const TEXT_EVERY_MS = 600_000;

/**
 * Keeps the memory of a process small that does little and runs for months: no compiler (compiled code and the compiler
 * itself cost 9 MB and save nothing at a tick a second), a young generation that does not grow with the pace, and garbage
 * collected each minute, which engines put off as long as there is room; and of the program only what it runs. Answers
 * how to stop.
 */
export function keepSmall(): () => void {
  const bun = findBun();
  const collectGarbage = bun ? () => bun.gc(true) : prepareNode();
  const dropText = textDropper();
  const timers = [
    setTimeout(collectGarbage, FIRST_MS),
    setInterval(collectGarbage, EVERY_MS),
    // Behind the garbage, whose collection touches text too.
    setTimeout(dropText, FIRST_MS),
    setInterval(dropText, TEXT_EVERY_MS),
  ];
  for (const timer of timers) timer.unref();
  return () => timers.forEach(clearTimeout);
}

function prepareNode(): () => void {
  // The kind that gives pages back.
  const how = { type: 'major', execution: 'sync', flavor: 'last-resort' };
  const { gc } = globalThis as { gc?: (how: object) => void };
  // Started with --expose-gc and the rest, as install.sh does it: the modules that set flags later cost 3 MB themselves.
  if (gc) return () => gc(how);
  const flags = ['--no-opt', '--no-maglev', '--semi-space-growth-factor=1', '--expose-gc'];
  for (const flag of flags) setFlagsFromString(flag);
  const late = runInNewContext('gc') as (how: object) => void;
  return () => late(how);
}
