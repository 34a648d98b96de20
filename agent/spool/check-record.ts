import { crc32c } from './crc32c.ts';
import { RECORD_HEAD } from './encode-record.ts';

/** Where a record lies in its file, head included. */
export interface RecordSpan {
  seq: number;
  start: number;
  end: number;
}

/** The whole record that begins at `start`; null when there is none, or not as it was written. */
export function checkRecord(bytes: Buffer, start: number): RecordSpan | null {
  const left = bytes.length - start - RECORD_HEAD;
  if (left <= 0) return null;
  const length = bytes.readUInt32LE(start);
  // The two cheap tests first: a search for the next record behind damage tries every byte.
  if (length === 0 || length > left || bytes.readUInt16LE(start + 14) !== 0) return null;
  const seq = bytes.readUIntLE(start + 8, 6);
  const end = start + RECORD_HEAD + length;
  return crc32c(bytes, start + 8, end) === bytes.readUInt32LE(start + 4) ? { seq, start, end } : null;
}
