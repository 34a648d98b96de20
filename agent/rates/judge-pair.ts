import type { SampleEvent } from '../contract/sample.ts';
import type { Snapshot } from '../procfs/snapshot.ts';
import { hasRestarted } from './has-restarted.ts';

/** Two snapshots further apart than this many intervals have a hole between them. */
const GAP_INTERVALS = 2.5;
/** The collector keeps intervals of 1 to 60 s; where nobody says which, only what no setting explains is a gap. */
const SHORTEST_INTERVAL = 1;
const LONGEST_INTERVAL = 60;

/** A wall clock further off the uptime clock than this was set, not disciplined. */
const STEP_SECONDS = 1;
/** /proc/uptime has steps of 10 ms and is read a moment after the time of the snapshot is taken. */
const READING_TOLERANCE = 0.05;
/** ntpd and chrony slew by up to 500 ppm; as much again for a bad crystal. */
const SLEW = 0.001;

/**
 * Whether rates may be taken over a pair of snapshots, and over how many seconds; null: no rates.
 *
 * The uptime clock counts where both snapshots have it, because nobody sets it; the wall clock otherwise. `interval`
 * is the expected interval in seconds; what the collector itself said (`host[*]`) goes before it. With neither, a gap
 * is what the longest interval the collector can be set to (60 s) does not explain.
 */
export function judgePair(
  previous: Snapshot | null,
  current: Snapshot,
  interval?: number,
): { seconds: number | null; events: SampleEvent[] } {
  if (!previous) return { seconds: null, events: [] };
  const at = current.time;
  if (hasRestarted(previous, current)) return { seconds: null, events: [{ at, type: 'restart' }] };

  const events: SampleEvent[] = [];
  const wall = (current.time - previous.time) / 1000;
  const uptime = uptimeDelta(previous, current);
  const seconds = uptime ?? wall;
  if (
    uptime === null ? wall < 0 : Math.abs(wall - uptime) > STEP_SECONDS + tolerance(previous, current, uptime)
  ) {
    events.push({ at, type: 'clock_step' });
  }
  if (seconds <= 0) return { seconds: null, events };

  const expected =
    current.host?.intervalSeconds ?? previous.host?.intervalSeconds ?? interval ?? LONGEST_INTERVAL;
  if (seconds > GAP_INTERVALS * Math.max(expected, SHORTEST_INTERVAL)) {
    events.push({ at, type: 'gap' });
    return { seconds: null, events };
  }
  return { seconds, events };
}

function uptimeDelta(previous: Snapshot, current: Snapshot): number | null {
  if (previous.uptime === undefined || current.uptime === undefined) return null;
  return current.uptime - previous.uptime;
}

function tolerance(previous: Snapshot, current: Snapshot, seconds: number): number {
  // Records of earlier collectors carry whole seconds, cut off: a difference of two is off by up to one second.
  const cut = previous.time % 1000 === 0 || current.time % 1000 === 0 ? 1 : 0;
  return READING_TOLERANCE + cut + seconds * SLEW;
}
