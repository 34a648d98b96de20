import type { Container } from './container.ts';
import type { Cpuinfo } from './cpuinfo.ts';
import type { Diskstats } from './diskstats.ts';
import type { Host } from './host.ts';
import type { Loadavg } from './loadavg.ts';
import type { Meminfo } from './meminfo.ts';
import type { NetDev } from './net-dev.ts';
import type { Pressure } from './pressure.ts';
import type { Stat } from './stat.ts';
import type { Statfs } from './statfs.ts';
import type { Sysfs } from './sysfs.ts';
import type { Vmstat } from './vmstat.ts';

/**
 * All that rates need of one tick: counters and gauges as the kernel gave them. Plain JSON, so that it can be kept
 * between two deliveries. A file that was not in the tick is absent.
 */
export interface Snapshot {
  /** Wall clock, Unix milliseconds. */
  time: number;
  /** Seconds since boot. */
  uptime?: number;
  stat?: Stat;
  meminfo?: Meminfo;
  diskstats?: Diskstats;
  netdev?: NetDev;
  vmstat?: Vmstat;
  loadavg?: Loadavg;
  cpuPressure?: Pressure;
  memoryPressure?: Pressure;
  ioPressure?: Pressure;
  statfs?: Statfs;
  /** By container id. */
  containers?: Record<string, Container>;
  /** Device and host facts are recorded at start and each hour only: see carryFacts. */
  sysfs?: Sysfs;
  host?: Host;
  cpuinfo?: Cpuinfo;
}
