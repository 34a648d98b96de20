import type { Snapshot } from '#agent/procfs/snapshot.ts';
import { carryFacts } from '#agent/rates/carry-facts.ts';

/** A snapshot among its neighbours in time. */
export interface PlacedSnapshot {
  snapshot: Snapshot;
  /** The number under which it was stored: order of arrival. */
  seq: number;
  /** Time (Unix ms) of the snapshot its rates start from; null: they start from none. */
  ratedFrom: number | null;
  /** Set when its rates are to be taken, or taken anew, from this snapshot on. */
  previous?: Snapshot | null;
}

/**
 * Puts a snapshot in its place among others, which are in order of time. Its rates start from the one before it, and
 * those of the one after it now start from it, so that whatever order snapshots arrive in, the samples are the same.
 * @returns the snapshots to go on with, in order of time, and those that are set apart because the clock was set back:
 *   a snapshot that was taken after all others, although its time says otherwise, begins a new row.
 */
export function placeSnapshot(
  placed: readonly PlacedSnapshot[],
  arrived: Snapshot,
  seq: number,
): { placed: PlacedSnapshot[]; apart: PlacedSnapshot[] } {
  const at = placed.findLastIndex(({ snapshot }) => snapshot.time < arrived.time) + 1;
  const before = placed[at - 1];
  const after = placed[at];
  if (after && wasSetBack(arrived, after.snapshot)) {
    const last = placed.at(-1)?.snapshot ?? null;
    const own = { snapshot: carryFacts(last, arrived), seq, ratedFrom: arrived.time, previous: last };
    return { placed: [own], apart: [...placed] };
  }
  const previous = before?.snapshot ?? null;
  const own = { snapshot: carryFacts(previous, arrived), seq, ratedFrom: previous?.time ?? null, previous };
  const next = [...placed];
  next.splice(at, 0, own);
  // Rates that start from a later snapshot, which is not among these any more, are better than ours.
  if (after && (after.ratedFrom === null || after.ratedFrom < arrived.time))
    next[at + 1] = { ...after, ratedFrom: arrived.time, previous: own.snapshot };
  return { placed: next, apart: [] };
}

/**
 * Whether the counters say that `earlier` was taken after `later`. Context switches only grow, except at a boot; and a
 * boot between the two is no clock set back.
 */
function wasSetBack(earlier: Snapshot, later: Snapshot): boolean {
  const switches = earlier.stat?.contextSwitches ?? null;
  const switchesLater = later.stat?.contextSwitches ?? null;
  const bootTime = later.stat?.bootTime ?? null;
  return (
    switches !== null &&
    switchesLater !== null &&
    switches > switchesLater &&
    (bootTime === null || bootTime * 1000 <= earlier.time)
  );
}
