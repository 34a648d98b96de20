import { parseCounter } from './parse-counter.ts';
import { parseName } from './parse-name.ts';
import { ProcfsError } from './procfs-error.ts';

/** What the catalogue uses of one line of /proc/diskstats. Times are in ms, a sector is 512 bytes. */
export type DiskCounters = readonly [
  reads: number,
  sectorsRead: number,
  readMs: number,
  writes: number,
  sectorsWritten: number,
  writeMs: number,
  busyMs: number,
  weightedMs: number,
  /** Since Linux 4.18. */
  discards?: number,
  sectorsDiscarded?: number,
];

export type Diskstats = Record<string, DiskCounters>;

const SUBSYSTEM = '/proc/diskstats';
/** major, minor, name and the 11 fields of Linux 2.6; 4.18 added 4 (discards), 5.5 two more (flushes). */
const COLUMNS = 14;
const NAME = 2;

/** Behind the first two of the four discard columns comes the number of sectors. */
const DISCARD_COLUMNS = 18;

/** Parses /proc/diskstats, every device by name, partitions too. Empty text is a host without disks. Throws ProcfsError. */
export function parseDiskstats(text: string): Diskstats {
  const disks = new Map<string, DiskCounters>();
  let line = 0;
  for (const row of text.split('\n')) {
    line += 1;
    const columns = row.trim().split(/\s+/);
    if (columns[0] === '') continue;
    if (columns.length < COLUMNS) {
      throw new ProcfsError(
        SUBSYSTEM,
        line,
        `${columns.length} columns where at least ${COLUMNS} are needed`,
      );
    }
    disks.set(parseName(columns[NAME], SUBSYSTEM, line), parseCounters(columns, line));
  }
  return Object.fromEntries(disks);
}

/** Column 11, requests in flight, is not read: it is a level and was negative on old kernels. */
function parseCounters(columns: readonly string[], line: number): DiskCounters {
  const at = (column: number, field: string): number =>
    parseCounter(columns[column], { subsystem: SUBSYSTEM, line, field });
  const counters = [
    at(3, 'reads completed'),
    at(5, 'sectors read'),
    at(6, 'time reading'),
    at(7, 'writes completed'),
    at(9, 'sectors written'),
    at(10, 'time writing'),
    at(12, 'time doing I/O'),
    at(13, 'weighted time doing I/O'),
  ] as const;
  if (columns.length < DISCARD_COLUMNS) return counters;
  return [...counters, at(14, 'discards completed'), at(16, 'sectors discarded')];
}
