import type { CollectionRecord } from '../../agent/contract/record.ts';
import type { Kind } from '../../agent/contract/sample.ts';
import { parseSnapshot } from '../../agent/procfs/parse-snapshot.ts';
import type { Snapshot } from '../../agent/procfs/snapshot.ts';
import { carryFacts } from '../../agent/rates/carry-facts.ts';
import { rateSnapshots } from '../../agent/rates/rate-snapshots.ts';

/** All known values of one metric of one entity, as a time-series database takes them. */
export interface RecordedSeries {
  kind: Kind;
  metric: Record<string, string>;
  /** Unix ms, one for each value. */
  timestamps: number[];
  values: number[];
}

/** Ticks a second apart as series of every metric and entity that has a value, by the product's own rates. */
export function collectionSeries(
  ticks: readonly (readonly CollectionRecord[])[],
  machine: string,
): RecordedSeries[] {
  const series = new Map<string, RecordedSeries>();
  let previous: Snapshot | null = null;
  for (const records of ticks) {
    const current = parseSnapshot(records);
    for (const { kind, entity, time, values } of rateSnapshots(previous, current, 1).samples)
      for (const [id, value] of Object.entries(values)) {
        if (value === null) continue;
        const key = JSON.stringify([kind, entity, id]);
        let one = series.get(key);
        if (!one) {
          const metric = { __name__: id, machine, kind, ...(entity !== '' && { entity }) };
          one = { kind, metric, timestamps: [], values: [] };
          series.set(key, one);
        }
        one.timestamps.push(time);
        one.values.push(value);
      }
    previous = carryFacts(previous, current);
  }
  return [...series.values()];
}
