import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '../log.ts';
import type { Collector } from './collector.ts';
import { keepLines } from './keep-lines.ts';
import { openContainers } from './open-containers.ts';
import { openProcFile } from './open-proc-file.ts';
import { openStatfs } from './open-statfs.ts';
import { readHost } from './read-host.ts';
import { readSysfs } from './read-sysfs.ts';
import { shortenFile } from './shorten-file.ts';

export interface CollectorSources {
  procRoot: string;
  sysRoot: string;
  /** Interval the collector keeps, in milliseconds. */
  frequency: number;
  /** Patterns, see keepName. */
  devices: readonly string[];
  interfaces: readonly string[];
  mounts: readonly string[];
  containers: readonly string[];
}

/** Read in this order; uptime first, because it is the clock of the rates and time is taken just before. */
const PROC_FILES = ['uptime', 'stat', 'meminfo', 'diskstats', 'net/dev', 'vmstat', 'loadavg'] as const;
/** Kernels from 4.20 on that were built and booted with pressure stall information; irq from 6.1 on. */
const PRESSURE_FILES = ['cpu', 'memory', 'io', 'irq'].map((name) => `pressure/${name}`);

const STATFS_DEADLINE_MS = 500;
const HOUR_MS = 3_600_000;
const nothing = (): void => undefined;

/** The registry: every collector there is. A new source is one more entry here. */
export function collectors(sources: CollectorSources, log: Log): Collector[] {
  const { procRoot, sysRoot, frequency, mounts } = sources;
  const filters = new Map<string, (text: string) => string>([
    ['diskstats', keepLines(sources.devices, /^\s*\d+\s+\d+\s+(\S+)/)],
    ['net/dev', keepLines(sources.interfaces, /^\s*([^\s|]+):/)],
  ]);
  const procFile = (name: string): Collector => {
    const subsystem = `/proc/${name}`;
    const file = openProcFile(join(procRoot, name));
    const shorten = shortenFile(name);
    const filter = filters.get(name) ?? ((text: string) => text);
    return {
      name: subsystem,
      everyMs: 0,
      read() {
        const text = file.read();
        const short = shorten(text);
        // A kernel that was built without the counters: no record, rather than one that no parser takes.
        return short === '' && text !== '' ? [] : [{ subsystem, measurement: filter(short) }];
      },
      close: file.close,
    };
  };
  const fact = (subsystem: string, read: () => string): Collector => ({
    name: subsystem,
    everyMs: HOUR_MS,
    read: () => [{ subsystem, measurement: read() }],
    close: nothing,
  });
  const containers = openContainers(sources);
  return [
    ...PROC_FILES.map(procFile),
    ...PRESSURE_FILES.filter((name) => existsSync(join(procRoot, name))).map(procFile),
    ...(containers ? [containers] : []),
    // A quarter of a tick at most, so that a hung mount makes no tick late.
    openStatfs({ procRoot, mounts, deadlineMs: Math.min(STATFS_DEADLINE_MS, frequency / 4), log }),
    fact('sysfs[*]', () => readSysfs(sysRoot)),
    fact('/proc/cpuinfo', () => readFileSync(join(procRoot, 'cpuinfo'), 'utf8')),
    fact('host[*]', () => readHost(sources)),
  ];
}
