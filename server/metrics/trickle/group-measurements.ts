import type { CollectionRecord } from '#agent/contract/record.ts';
import type { TrickleBody } from '#agent/contract/trickle.ts';

/**
 * Records as snapshots: those of one time belong together, in order of time. Of two records of one time and subsystem
 * the first counts.
 */
export function groupMeasurements(records: readonly CollectionRecord[]): TrickleBody['snapshots'] {
  const groups = new Map<number, Map<string, CollectionRecord>>();
  for (const record of records) {
    const time = record.timestamp * 1000 + (record.ms ?? 0);
    const group = groups.get(time) ?? new Map<string, CollectionRecord>();
    groups.set(time, group);
    if (!group.has(record.subsystem)) group.set(record.subsystem, record);
  }
  return [...groups].sort(([a], [b]) => a - b).map(([, group]) => ({ records: [...group.values()] }));
}
