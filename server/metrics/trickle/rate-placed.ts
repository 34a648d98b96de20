import type { SampleEvent } from '#agent/contract/sample.ts';
import type { PlacedSnapshot } from './place-snapshot.ts';
import { type RatedDelivery, rateDelivery } from './rate-delivery.ts';
import type { RatedSnapshot } from './split-by-hour.ts';

/** From so many distances the interval is told; a new interval is believed after half of them. */
const DISTANCES = 5;

/**
 * Rates of the placed snapshots that have a `previous`. What is rated anew goes under the number `firstSeq`, so that
 * no snapshot is counted twice.
 */
export function ratePlaced(
  placed: readonly [PlacedSnapshot, ...PlacedSnapshot[]],
  before: { intervalSeconds: number | null; firstSeq: number },
): RatedDelivery {
  const times = placed.map(({ snapshot }) => snapshot.time);
  const rated: RatedSnapshot[] = [];
  const events: SampleEvent[] = [];
  let { intervalSeconds } = before;
  let lastSnapshot = placed[0].snapshot;
  placed.forEach(({ snapshot, seq, previous }, index) => {
    lastSnapshot = snapshot;
    if (previous === undefined) return;
    const one = rateDelivery([snapshot], {
      previous,
      intervalSeconds,
      firstSeq: Math.max(seq, before.firstSeq),
      times: times.slice(Math.max(0, index - DISTANCES), index + 1),
    });
    rated.push(...one.rated);
    events.push(...one.events);
    intervalSeconds = one.intervalSeconds;
  });
  return { rated, events, lastSnapshot, intervalSeconds };
}
