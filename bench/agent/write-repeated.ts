import { closeSync, openSync, writeSync } from 'node:fs';
import type { CollectionRecord } from '../../agent/contract/record.ts';
import { shiftRecords, spanOf } from './shift-records.ts';

/** Writes a recording again and again, each time later by its span, until the file has about so many bytes. */
export function writeRepeated(path: string, records: readonly CollectionRecord[], bytes: number): void {
  if (records.length === 0)
    throw new Error('the recording has no records: give another one with --collection');
  const span = spanOf(records);
  const descriptor = openSync(path, 'w');
  for (let written = 0, round = 0; written < bytes; round += 1) {
    const lines = shiftRecords(records, round * span).map((record) => `${JSON.stringify(record)}\n`);
    written += writeSync(descriptor, lines.join(''));
  }
  closeSync(descriptor);
}
