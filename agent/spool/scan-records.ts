import { checkRecord, type RecordSpan } from './check-record.ts';

/** What a segment holds. Damaged parts end where the next whole record starts; the last may reach to the end. */
export interface Scan {
  records: RecordSpan[];
  damaged: { start: number; end: number }[];
}

/**
 * Finds the whole records of a segment. One that is damaged, in its length too, costs only itself: behind it every byte
 * is tried until a record fits. Numbers rise; what has one that does not is damaged.
 */
export function scanRecords(bytes: Buffer): Scan {
  const scan: Scan = { records: [], damaged: [] };
  let at = 0;
  let seq = -1;
  while (at < bytes.length) {
    const start = at;
    let record = checkRecord(bytes, at);
    while (at < bytes.length && (record === null || record.seq <= seq)) {
      at += 1;
      record = checkRecord(bytes, at);
    }
    if (at > start) scan.damaged.push({ start, end: at });
    if (!record) break;
    scan.records.push(record);
    at = record.end;
    seq = record.seq;
  }
  return scan;
}
