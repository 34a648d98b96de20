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
];

export type Diskstats = Record<string, DiskCounters>;

const SUBSYSTEM = '/proc/diskstats';
/** major, minor, name and the 11 fields of Linux 2.6; 4.18 added 4 (discards), 5.5 two more (flushes). */
const COLUMNS = 14;
const NAME = 2;

/** Column of each counter; column 11, requests in flight, is not read: it is a level and was negative on old kernels. */
const FIELDS = [
  [3, 'reads completed'],
  [5, 'sectors read'],
  [6, 'time reading'],
  [7, 'writes completed'],
  [9, 'sectors written'],
  [10, 'time writing'],
  [12, 'time doing I/O'],
  [13, 'weighted time doing I/O'],
] as const;

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
    const at = ([column, field]: (typeof FIELDS)[number]): number =>
      parseCounter(columns[column], { subsystem: SUBSYSTEM, line, field });
    const [reads, sectorsRead, readMs, writes, sectorsWritten, writeMs, busyMs, weightedMs] = FIELDS;
    disks.set(parseName(columns[NAME], SUBSYSTEM, line), [
      at(reads),
      at(sectorsRead),
      at(readMs),
      at(writes),
      at(sectorsWritten),
      at(writeMs),
      at(busyMs),
      at(weightedMs),
    ]);
  }
  return Object.fromEntries(disks);
}
