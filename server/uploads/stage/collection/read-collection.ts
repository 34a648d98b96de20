import { checkRecord } from '#agent/contract/check-record.ts';
import type { CollectionRecord } from '#agent/contract/record.ts';
import { addRecord } from '#agent/procfs/add-record.ts';
import { ProcfsError } from '#agent/procfs/procfs-error.ts';
import type { Snapshot } from '#agent/procfs/snapshot.ts';
import { addRow, type FaultList } from '../csv/fault-list.ts';
import { readLines } from '../text/read-lines.ts';

/** A snapshot, the line of its first record, and about how much of the file has been read. */
export interface ReadSnapshot {
  snapshot: Snapshot;
  line: number;
  bytes: number;
}

/**
 * The snapshots of a collection: the records of the same time that follow each other. What is wrong with a line is
 * added to `faults`, and that line is left out; the reader goes on to find the rest of the faults. A subsystem that is
 * not read is passed over, whatever its time.
 */
export async function* readCollection(path: string, faults: FaultList): AsyncGenerator<ReadSnapshot> {
  let current: ReadSnapshot | null = null;
  let bytes = 0;
  for await (const lines of readLines(path))
    for (const { text, line } of lines) {
      bytes += text.length + 1;
      if (text.trim() === '') continue;
      const record = parseLine(text);
      if ('reason' in record) {
        addRow(faults, line, [record]);
        continue;
      }
      const time = record.timestamp * 1000 + (record.ms ?? 0);
      const into: ReadSnapshot =
        current?.snapshot.time === time ? current : { snapshot: { time }, line, bytes };
      try {
        const isRead = addRecord(into.snapshot, record);
        addRow(faults, line, []);
        if (!isRead) continue;
      } catch (error) {
        if (!(error instanceof ProcfsError)) throw error;
        addRow(faults, line, [
          { column: 'measurement', value: error.message, reason: 'malformed_measurement' },
        ]);
        continue;
      }
      if (current && into !== current) yield current;
      current = into;
    }
  if (current) yield current;
}

function parseLine(text: string): CollectionRecord | { column: null; value: string; reason: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { column: null, value: text, reason: 'not_json' };
  }
  const fault = checkRecord(value);
  return fault === null
    ? (value as CollectionRecord)
    : { column: null, value: fault, reason: 'not_a_record' };
}
