import { closeSync, openSync, readSync } from 'node:fs';

export interface ProcFile {
  /** The whole content, made by the kernel in one pass. Throws the system's error. */
  read(): string;
  close(): void;
}

const FIRST_BUFFER = 16 * 1024;
/** The smallest page, which the kernel fills with whole records; none of a file read here is longer than 512 bytes. */
const PAGE = 4096;
const LONGEST_RECORD = 512;

/**
 * A /proc file that stays open between ticks and is read from its start each time; that saves the path walk and makes
 * the kernel write the text anew. One read gets all there is, unless the kernel had no room for the next record
 * (fs/seq_file.c gives a page at a time of diskstats, net/dev and vmstat, but all of stat and meminfo): then on to the
 * end.
 * After an error the file is opened once more: the one behind the descriptor may be gone.
 */
export function openProcFile(path: string): ProcFile {
  let descriptor: number | null = null;
  let buffer = Buffer.allocUnsafe(FIRST_BUFFER);

  const readAll = (): string => {
    descriptor ??= openSync(path, 'r');
    let length = 0;
    for (;;) {
      if (length === buffer.length) buffer = Buffer.concat([buffer], buffer.length * 2);
      const bytes = readSync(descriptor, buffer, length, buffer.length - length, length);
      const room = Math.min(PAGE, buffer.length - length);
      length += bytes;
      if (bytes === 0 || bytes + LONGEST_RECORD < room) return buffer.toString('utf8', 0, length);
    }
  };
  const close = (): void => {
    if (descriptor !== null) closeSync(descriptor);
    descriptor = null;
  };
  return {
    read() {
      try {
        return readAll();
      } catch (error) {
        if (descriptor === null) throw error;
        close();
        return readAll();
      }
    },
    close,
  };
}
