import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Behind the start and the first deliveries: what these left is garbage. */
const FIRST_MS = 20_000;
const HOUR_MS = 3_600_000;

/**
 * Keeps the memory of a process small that does little and runs for months: no compiler (compiled code and the compiler
 * itself cost 9 MB and save nothing at a tick a second), and what was needed once is given back 20 s after the start
 * and once an hour, which engines put off as long as there is room. Answers how to stop.
 */
export function keepSmall(): () => void {
  const collectGarbage = process.versions.bun === undefined ? prepareNode() : findBun();
  const timers = [setTimeout(collectGarbage, FIRST_MS), setInterval(collectGarbage, HOUR_MS)];
  for (const timer of timers) timer.unref();
  return () => timers.forEach(clearTimeout);
}

function prepareNode(): () => void {
  for (const flag of ['--no-opt', '--no-maglev', '--expose-gc']) setFlagsFromString(flag);
  const gc = runInNewContext('gc') as (how: object) => void;
  // The kind that gives pages back.
  return () => gc({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}

function findBun(): () => void {
  const { Bun } = globalThis as { Bun?: { gc(now: boolean): void } };
  return () => Bun?.gc(true);
}
