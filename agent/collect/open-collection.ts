import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import type { CollectionRecord } from '../contract/record.ts';

export interface Collection {
  /** Appends the records of one tick as JSON lines, in one write. Throws the system's error. */
  append(records: readonly CollectionRecord[]): void;
  close(): void;
}

const NEWLINE = 0x0a;

/**
 * Opens a collection file to append to, making it if it is not there; only its owner may read it. A last line that a
 * crash cut short is ended first, so that it spoils no other.
 */
export function openCollection(path: string): Collection {
  const descriptor = openSync(path, 'a+', 0o600);
  const { size } = fstatSync(descriptor);
  const last = Buffer.alloc(1);
  if (size > 0 && readSync(descriptor, last, 0, 1, size - 1) === 1 && last[0] !== NEWLINE) {
    writeSync(descriptor, '\n');
  }
  return {
    append(records) {
      const text = Buffer.from(records.map((record) => `${JSON.stringify(record)}\n`).join(''));
      let written = 0;
      while (written < text.length) written += writeSync(descriptor, text, written);
    },
    close: () => closeSync(descriptor),
  };
}
