import type { Sample } from '../contract/sample.ts';
import type { Snapshot } from '../procfs/snapshot.ts';

/** Two snapshots in a row, and what the rates made of them. */
export interface Interval {
  previous: Snapshot;
  current: Snapshot;
  /** Null when no rates may be taken over the pair: a restart or a gap lies between. */
  seconds: number | null;
  samples: readonly Sample[];
  /** The end of the interval in Unix seconds, with decimals where the collection has them. */
  timestamp: string;
}
