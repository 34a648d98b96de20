import type { CollectionRecord } from '../contract/record.ts';
import { addRecord } from './add-record.ts';
import { ProcfsError } from './procfs-error.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * The records of one tick as a snapshot. Unknown subsystems are passed over.
 * Throws ProcfsError on malformed text, on no records, and on records of different times.
 */
export function parseSnapshot(records: readonly CollectionRecord[]): Snapshot {
  const [first] = records;
  if (!first) throw new ProcfsError('snapshot', 0, 'no records');
  const snapshot: Snapshot = { time: timeOf(first) };
  for (const record of records) {
    if (timeOf(record) !== snapshot.time) {
      throw new ProcfsError(
        record.subsystem,
        0,
        `recorded at ${timeOf(record)} ms in a snapshot of ${snapshot.time} ms`,
      );
    }
    addRecord(snapshot, record);
  }
  return snapshot;
}

function timeOf(record: CollectionRecord): number {
  return record.timestamp * 1000 + (record.ms ?? 0);
}
