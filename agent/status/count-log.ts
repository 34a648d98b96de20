import type { Log } from '../log.ts';

export interface LogCounts {
  warnings: number;
  errors: number;
  lastError: { at: string; event: string } | null;
}

/** A log that counts what passes through it, whatever level is printed. */
export function countLog(log: Log): { log: Log; counts: LogCounts } {
  const counts: LogCounts = { warnings: 0, errors: 0, lastError: null };
  return {
    counts,
    log: {
      ...log,
      warn(event, fields) {
        counts.warnings += 1;
        log.warn(event, fields);
      },
      error(event, fields) {
        counts.errors += 1;
        counts.lastError = { at: new Date().toISOString(), event };
        log.error(event, fields);
      },
    },
  };
}
