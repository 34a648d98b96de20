import { closeSync, openSync, readSync } from 'node:fs';

export interface ProcFile {
  /** The whole content, made by the kernel in one pass. Throws the system's error. */
  read(): string;
  close(): void;
}

const FIRST_BUFFER = 16 * 1024;

/**
 * A /proc file that stays open between ticks and is read from its start each time; that saves the path walk and makes
 * the kernel write the text anew. The first read gets all of a file that the kernel writes at once (stat, meminfo);
 * one written record by record (diskstats, net/dev, vmstat) comes in pages, so it is read on to its end.
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
      if (bytes === 0) return buffer.toString('utf8', 0, length);
      length += bytes;
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
