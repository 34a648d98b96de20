import type { CollectionRecord } from '../contract/record.ts';
import { parseDiskstats } from './diskstats.ts';
import { parseHost } from './host.ts';
import { parseLoadavg } from './loadavg.ts';
import { parseMeminfo } from './meminfo.ts';
import { parseNetDev } from './net-dev.ts';
import { ProcfsError } from './procfs-error.ts';
import type { Snapshot } from './snapshot.ts';
import { parseStat } from './stat.ts';
import { parseSysfs } from './sysfs.ts';
import { parseUptime } from './uptime.ts';
import { parseVmstat } from './vmstat.ts';

/** Subsystem → its place in the snapshot. A Map, so that a subsystem called `constructor` finds nothing. */
const PARSERS = new Map<string, (text: string) => Partial<Snapshot>>([
  ['/proc/uptime', (text) => ({ uptime: parseUptime(text) })],
  ['/proc/stat', (text) => ({ stat: parseStat(text) })],
  ['/proc/meminfo', (text) => ({ meminfo: parseMeminfo(text) })],
  ['/proc/diskstats', (text) => ({ diskstats: parseDiskstats(text) })],
  ['/proc/net/dev', (text) => ({ netdev: parseNetDev(text) })],
  ['/proc/vmstat', (text) => ({ vmstat: parseVmstat(text) })],
  ['/proc/loadavg', (text) => ({ loadavg: parseLoadavg(text) })],
  ['sysfs[*]', (text) => ({ sysfs: parseSysfs(text) })],
  ['host[*]', (text) => ({ host: parseHost(text) })],
]);

/**
 * The records of one tick as a snapshot. Unknown subsystems are passed over.
 * Throws ProcfsError on malformed text, on no records, and on records of different times.
 */
export function parseSnapshot(records: readonly CollectionRecord[]): Snapshot {
  const [first] = records;
  if (!first) throw new ProcfsError('snapshot', 0, 'no records');
  const snapshot: Snapshot = { time: timeOf(first) };
  for (const record of records) {
    if (timeOf(record) !== snapshot.time) {
      throw new ProcfsError(
        record.subsystem,
        0,
        `recorded at ${timeOf(record)} ms in a snapshot of ${snapshot.time} ms`,
      );
    }
    Object.assign(snapshot, PARSERS.get(record.subsystem)?.(record.measurement));
  }
  return snapshot;
}

function timeOf(record: CollectionRecord): number {
  return record.timestamp * 1000 + (record.ms ?? 0);
}
