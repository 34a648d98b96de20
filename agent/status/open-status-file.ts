import { renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Log } from '../log.ts';
import { makeFolder } from '../make-folder.ts';
import { monotonicMs } from '../monotonic-ms.ts';
import type { Status } from './status.ts';

export interface StatusFile {
  /** Writes the status, unless it was written within the last 10 s; `now` writes it anyway. */
  write(status: () => Status, when?: 'now'): void;
}

const LEAST_MS = 10_000;
/** A tick of 1 s comes a little early now and then. */
const TOLERANCE_MS = 100;

/**
 * The status file: readers see a whole one, always. `none` is no file. A failure to write is said once and disturbs
 * nothing: it is a convenience.
 */
export function openStatusFile(path: string, log: Log): StatusFile {
  let writtenAt = Number.NEGATIVE_INFINITY;
  let isFailing = false;
  if (path === 'none') return { write: () => undefined };
  return {
    write(status, when) {
      const now = monotonicMs();
      if (when !== 'now' && now - writtenAt < LEAST_MS - TOLERANCE_MS) return;
      writtenAt = now;
      try {
        const fresh = `${path}.${process.pid}.new`;
        makeFolder(dirname(path), 0o755);
        writeFileSync(fresh, `${JSON.stringify(status())}\n`, { mode: 0o644 });
        renameSync(fresh, path);
        isFailing = false;
      } catch (error) {
        if (!isFailing) log.warn('cannot write the status file', { path, reason: String(error) });
        isFailing = true;
      }
    },
  };
}
