import { join } from 'node:path';
import { openProcFile } from './open-proc-file.ts';
import { type HostSources, readHost } from './read-host.ts';
import { readSysfs } from './read-sysfs.ts';
import { withoutInterrupts } from './without-interrupts.ts';

/** One source of one record. */
export interface Collector {
  subsystem: string;
  every: 'tick' | 'hour';
  read(): string;
  close(): void;
}

/** Read in this order; uptime first, because it is the clock of the rates and time is taken just before. */
const PROC_FILES = ['uptime', 'stat', 'meminfo', 'diskstats', 'net/dev', 'vmstat', 'loadavg'] as const;

/** The registry: every collector there is. A new source is one more entry here. */
export function collectors(sources: HostSources): Collector[] {
  const files = PROC_FILES.map((name): Collector => {
    const file = openProcFile(join(sources.procRoot, name));
    return {
      subsystem: `/proc/${name}`,
      every: 'tick',
      read: name === 'stat' ? () => withoutInterrupts(file.read()) : file.read,
      close: file.close,
    };
  });
  const nothing = (): void => undefined;
  return [
    ...files,
    { subsystem: 'sysfs[*]', every: 'hour', read: () => readSysfs(sources.sysRoot), close: nothing },
    { subsystem: 'host[*]', every: 'hour', read: () => readHost(sources), close: nothing },
  ];
}
