import { parseCounter } from './parse-counter.ts';
import { parseName } from './parse-name.ts';
import { ProcfsError } from './procfs-error.ts';
import { scanCounters } from './scan-counters.ts';

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

/** Of them major, minor and name. */
const HEAD_COLUMNS = 3;
const HEAD = /^\s*\d+\s+\d+\s+(\S+)/;
/** Behind the third of the four discard columns, the number of sectors, all that is read is there. */
const DISCARD_COLUMNS = 17;

/** Parses /proc/diskstats, every device by name, partitions too. Empty text is a host without disks. Throws ProcfsError. */
export function parseDiskstats(text: string): Diskstats {
  const disks = new Map<string, DiskCounters>();
  let line = 0;
  for (const row of text.split('\n')) {
    line += 1;
    const head = HEAD.exec(row);
    const quick = head && scanCounters(row, head[0].length);
    if (head && quick && quick.length >= COLUMNS - HEAD_COLUMNS) {
      const counters = pickCounters(
        quick.length + HEAD_COLUMNS,
        (column) => quick[column - HEAD_COLUMNS] ?? 0,
      );
      disks.set(parseName(head[1], SUBSYSTEM, line), counters);
      continue;
    }
    const columns = row.trim().split(/\s+/);
    if (columns[0] === '') continue;
    if (columns.length < COLUMNS) {
      throw new ProcfsError(
        SUBSYSTEM,
        line,
        `${columns.length} columns where at least ${COLUMNS} are needed`,
      );
    }
    const at = (column: number, field: string): number =>
      parseCounter(columns[column], { subsystem: SUBSYSTEM, line, field });
    disks.set(parseName(columns[NAME], SUBSYSTEM, line), pickCounters(columns.length, at));
  }
  return Object.fromEntries(disks);
}

/** Column 11, requests in flight, is not read: it is a level and was negative on old kernels. */
function pickCounters(width: number, at: (column: number, field: string) => number): DiskCounters {
  const reads = at(3, 'reads completed');
  const sectorsRead = at(5, 'sectors read');
  const readMs = at(6, 'time reading');
  const writes = at(7, 'writes completed');
  const sectorsWritten = at(9, 'sectors written');
  const writeMs = at(10, 'time writing');
  const busyMs = at(12, 'time doing I/O');
  const weightedMs = at(13, 'weighted time doing I/O');
  if (width < DISCARD_COLUMNS)
    return [reads, sectorsRead, readMs, writes, sectorsWritten, writeMs, busyMs, weightedMs];
  const discards = at(14, 'discards completed');
  const sectorsDiscarded = at(16, 'sectors discarded');
  return [
    reads,
    sectorsRead,
    readMs,
    writes,
    sectorsWritten,
    writeMs,
    busyMs,
    weightedMs,
    discards,
    sectorsDiscarded,
  ];
}
