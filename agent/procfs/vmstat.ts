import { parseCounter } from './parse-counter.ts';
import { ProcfsError } from './procfs-error.ts';

/** What the catalogue uses of /proc/vmstat; null where the kernel was built without the counter. */
export interface Vmstat {
  /** Read from block devices, in KiB in spite of the name (mm/vmstat.c halves the sectors). */
  pgpgin: number | null;
  pgpgout: number | null;
  /** Pages. */
  pswpin: number | null;
  pswpout: number | null;
  pgmajfault: number | null;
  /** Processes ended for want of memory; since Linux 4.13. */
  oom_kill: number | null;
}

const SUBSYSTEM = '/proc/vmstat';
/** What is read; nothing else needs to be recorded. */
export const VMSTAT_KEYS: readonly (keyof Vmstat)[] = [
  'pgpgin',
  'pgpgout',
  'pswpin',
  'pswpout',
  'pgmajfault',
  'oom_kill',
];

const ROW = /^\s*(p[sg]\w+|oom_kill)(?:\s+(\S+))?/;

/** Parses /proc/vmstat. Throws ProcfsError on a counter that is no number and on text without any line. */
export function parseVmstat(text: string): Vmstat {
  if (text.trim() === '') throw new ProcfsError(SUBSYSTEM, 0, 'empty');
  const vmstat: Vmstat = {
    pgpgin: null,
    pgpgout: null,
    pswpin: null,
    pswpout: null,
    pgmajfault: null,
    oom_kill: null,
  };
  let line = 0;
  for (const row of text.split('\n')) {
    line += 1;
    const [, name, value] = ROW.exec(row) ?? [];
    const key = VMSTAT_KEYS.find((candidate) => candidate === name);
    if (key) vmstat[key] = parseCounter(value, { subsystem: SUBSYSTEM, line, field: key });
  }
  return vmstat;
}
