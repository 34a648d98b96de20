import type { CollectionRecord } from '../contract/record.ts';
import { parseContainer } from './container.ts';
import { parseCpuinfo } from './cpuinfo.ts';
import { parseDiskstats } from './diskstats.ts';
import { parseHost } from './host.ts';
import { parseLoadavg } from './loadavg.ts';
import { parseMeminfo } from './meminfo.ts';
import { parseNetDev } from './net-dev.ts';
import { parsePressure } from './pressure.ts';
import type { Snapshot } from './snapshot.ts';
import { parseStat } from './stat.ts';
import { parseStatfs } from './statfs.ts';
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
  ['/proc/pressure/cpu', (text) => ({ cpuPressure: parsePressure(text, '/proc/pressure/cpu') })],
  ['/proc/pressure/memory', (text) => ({ memoryPressure: parsePressure(text, '/proc/pressure/memory') })],
  ['/proc/pressure/io', (text) => ({ ioPressure: parsePressure(text, '/proc/pressure/io') })],
  ['/proc/cpuinfo', (text) => ({ cpuinfo: parseCpuinfo(text) })],
  ['statfs[*]', (text) => ({ statfs: parseStatfs(text) })],
  ['sysfs[*]', (text) => ({ sysfs: parseSysfs(text) })],
  ['host[*]', (text) => ({ host: parseHost(text) })],
]);

const CONTAINER = 'container/';

/**
 * Parses one record into the snapshot it belongs to; false when its subsystem is one we do not read.
 * Throws ProcfsError on malformed text, and leaves the snapshot as it was.
 */
export function addRecord(
  snapshot: Snapshot,
  { subsystem, measurement }: Pick<CollectionRecord, 'subsystem' | 'measurement'>,
): boolean {
  const parse = PARSERS.get(subsystem);
  if (parse) Object.assign(snapshot, parse(measurement));
  else if (subsystem.startsWith(CONTAINER)) {
    const container = parseContainer(measurement);
    snapshot.containers ??= {};
    snapshot.containers[container.id] = container;
  } else return false;
  return true;
}
