import type { SampleEvent } from '#agent/contract/sample.ts';
import type { Snapshot } from '#agent/procfs/snapshot.ts';
import { carryFacts } from '#agent/rates/carry-facts.ts';
import { rateSnapshots } from '#agent/rates/rate-snapshots.ts';
import { estimateInterval } from './estimate-interval.ts';
import type { RatedSnapshot } from './split-by-hour.ts';

/** A delivery's new snapshots as samples, and what the stream has to remember for the next. */
export interface RatedDelivery {
  rated: RatedSnapshot[];
  events: SampleEvent[];
  lastSnapshot: Snapshot;
  intervalSeconds: number | null;
}

/**
 * Rates over the snapshots, the first of which follows `previous` and has the number `firstSeq`. The interval is
 * estimated from their times, or from `times` where the caller knows more of them.
 */
export function rateDelivery(
  snapshots: readonly [Snapshot, ...Snapshot[]],
  before: {
    previous: Snapshot | null;
    intervalSeconds: number | null;
    firstSeq: number;
    times?: readonly number[];
  },
): RatedDelivery {
  const own = snapshots.map(({ time }) => time);
  const estimated = estimateInterval(
    before.times ?? (before.previous ? [before.previous.time, ...own] : own),
  );
  const rated: RatedSnapshot[] = [];
  const events: SampleEvent[] = [];
  let previous = before.previous;
  let lastSnapshot = snapshots[0];
  snapshots.forEach((current, index) => {
    const result = rateSnapshots(previous, current, estimated ?? undefined);
    rated.push({ seq: before.firstSeq + index, time: current.time, samples: result.samples });
    events.push(...result.events);
    lastSnapshot = carryFacts(previous, current);
    previous = lastSnapshot;
  });
  return {
    rated,
    events,
    lastSnapshot,
    intervalSeconds: lastSnapshot.host?.intervalSeconds ?? estimated ?? before.intervalSeconds,
  };
}
