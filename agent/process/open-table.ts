import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** A file of rows that has its name only when it is whole. */
export interface Table {
  /** One row, without its newline. */
  row(text: string): void;
  /** Puts everything on the disk, still under the temporary name. */
  close(): void;
  /** Gives the closed file its name, in place of one that had it. */
  publish(): void;
  /** Removes what was written so far. */
  abandon(): void;
}

const BUFFER_CHARACTERS = 256 * 1024;

/** Starts a file under a temporary name beside its own, with `header` as the first line. Throws the system's error. */
export function openTable(path: string, header: string): Table {
  const temporary = join(dirname(path), `.${basename(path)}.partial`);
  const descriptor = openSync(temporary, 'w', 0o644);
  let open = true;
  let buffered = `${header}\n`;
  const flush = (): void => {
    const bytes = Buffer.from(buffered);
    buffered = '';
    for (let written = 0; written < bytes.length; ) written += writeSync(descriptor, bytes, written);
  };
  return {
    row(text) {
      buffered += `${text}\n`;
      if (buffered.length >= BUFFER_CHARACTERS) flush();
    },
    close() {
      flush();
      fsyncSync(descriptor);
      closeSync(descriptor);
      open = false;
    },
    publish: () => renameSync(temporary, path),
    abandon() {
      if (open) closeSync(descriptor);
      open = false;
      rmSync(temporary, { force: true });
    },
  };
}
