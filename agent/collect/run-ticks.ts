import { setTimeout as sleep } from 'node:timers/promises';
import { nextTick } from './next-tick.ts';

export interface TickOptions {
  /** Milliseconds. */
  interval: number;
  /** Milliseconds from the first tick to the last; 0: until the signal. */
  duration: number;
  signal: AbortSignal;
  /** Must be synchronous and short. */
  onTick: () => void;
  onMissed: (ticks: number) => void;
}

/** Ticks on the clock's multiples of the interval until the duration is over or the signal comes. */
export async function runTicks({ interval, duration, signal, onTick, onMissed }: TickOptions): Promise<void> {
  const wall = Date.now();
  let due = performance.now() + (Math.ceil(wall / interval) * interval - wall);
  const end = duration === 0 ? Number.POSITIVE_INFINITY : due + duration + interval / 2;
  while (due < end) {
    if (!(await waitUntil(due, signal))) return;
    onTick();
    const next = nextTick(due, performance.now(), Date.now(), interval);
    if (next.missed > 0) onMissed(next.missed);
    due = next.due;
  }
}

/** False when the signal came first. */
async function waitUntil(due: number, signal: AbortSignal): Promise<boolean> {
  while (!signal.aborted) {
    const wait = due - performance.now();
    if (wait <= 0) return true;
    // A timer counts whole milliseconds and may fire a fraction early: round up, and look again.
    await sleep(Math.ceil(wait), undefined, { signal }).catch(() => undefined);
  }
  return false;
}
