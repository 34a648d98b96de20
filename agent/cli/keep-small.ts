import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Behind the start and the first deliveries, which leave the most. */
const FIRST_MS = 20_000;
const EVERY_MS = 120_000;

/**
 * Keeps the memory of a process small that does little and runs for months: no compiler (compiled code and the compiler
 * itself cost 9 MB and save nothing at a tick a second), a young generation that does not grow with the pace, and garbage
 * collected every two minutes, which engines put off as long as there is room. Answers how to stop.
 */
export function keepSmall(): () => void {
  const collectGarbage = process.versions.bun === undefined ? prepareNode() : findBun();
  const timers = [setTimeout(collectGarbage, FIRST_MS), setInterval(collectGarbage, EVERY_MS)];
  for (const timer of timers) timer.unref();
  return () => timers.forEach(clearTimeout);
}

function prepareNode(): () => void {
  const flags = ['--no-opt', '--no-maglev', '--semi-space-growth-factor=1', '--expose-gc'];
  for (const flag of flags) setFlagsFromString(flag);
  const gc = runInNewContext('gc') as (how: object) => void;
  // The kind that gives pages back.
  return () => gc({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}

function findBun(): () => void {
  const { Bun } = globalThis as { Bun?: { gc(now: boolean): void } };
  return () => Bun?.gc(true);
}
