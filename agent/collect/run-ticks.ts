import { monotonicMs } from '../monotonic-ms.ts';
import { sleep } from '../sleep.ts';
import { nextTick } from './next-tick.ts';

/** The two clocks of this machine, in milliseconds, and waiting on the monotonic one. */
export interface Clock {
  wall(): number;
  mono(): number;
  /** Ends early, without an error, when the signal comes. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

export interface TickOptions {
  /** Milliseconds. */
  interval: number;
  /** Milliseconds from the first tick to the last; 0: until the signal. */
  duration: number;
  signal: AbortSignal;
  /** Must be short; it is waited for, and the next tick is missed if it takes too long. */
  onTick: () => Promise<void>;
  onMissed: (ticks: number) => void;
  clock?: Clock;
}

const SYSTEM_CLOCK: Clock = {
  wall: () => Date.now(),
  mono: monotonicMs,
  sleep,
};

/**
 * Ticks on the clock's multiples of the interval until the duration is over or the signal comes; a tick that has begun
 * is finished.
 */
export async function runTicks(options: TickOptions): Promise<void> {
  const { interval, duration, signal, onTick, onMissed, clock = SYSTEM_CLOCK } = options;
  const wall = clock.wall();
  let due = clock.mono() + (Math.ceil(wall / interval) * interval - wall);
  const end = duration === 0 ? Number.POSITIVE_INFINITY : due + duration + interval / 2;
  while (due < end) {
    if (!(await waitUntil(due, signal, clock))) return;
    await onTick();
    const next = nextTick(due, clock.mono(), clock.wall(), interval);
    if (next.missed > 0) onMissed(next.missed);
    due = next.due;
  }
}

/** False when the signal came first. */
async function waitUntil(due: number, signal: AbortSignal, clock: Clock): Promise<boolean> {
  while (!signal.aborted) {
    const wait = due - clock.mono();
    if (wait <= 0) return true;
    // A timer counts whole milliseconds and may fire a fraction early: round up, and look again.
    await clock.sleep(Math.ceil(wait), signal);
  }
  return false;
}
