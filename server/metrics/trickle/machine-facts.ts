import type { Snapshot } from '#agent/procfs/snapshot.ts';
import { zoneNamed } from '#server/machines/zone-named.ts';
import { linkSpeeds } from './link-speeds.ts';

/** What a machine says of itself, fit to be stored; null where it does not say. */
export interface MachineFacts {
  hostname: string | null;
  os: string | null;
  kernel: string | null;
  cpuModel: string | null;
  cpuCount: number | null;
  memoryTotalMb: number | null;
  timeZone: string | null;
  /** Mbit/s by interface, where known; null where nothing was said of interfaces. */
  linkSpeeds: Record<string, number> | null;
}

/** Of a snapshot, what it says of its machine. */
export type FactSources = Pick<Snapshot, 'host' | 'meminfo' | 'sysfs'>;

const KB_PER_MB = 1024;
const LARGEST_INTEGER = 2 ** 31 - 1;

/**
 * The facts of a `host[*]` record, or of /proc/cpuinfo and /proc/meminfo where a collector writes none (carryFacts),
 * without characters PostgreSQL cannot store and numbers it has no room for.
 */
export function machineFacts({ host, meminfo, sysfs }: FactSources): MachineFacts {
  const text = (value: string | null | undefined) =>
    value
      ?.toWellFormed()
      .replace(/\p{Cc}/gu, ' ')
      .trim() || null;
  const cpuCount = host?.cpuCount ?? null;
  return {
    hostname: text(host?.hostname),
    os: text(host?.osRelease),
    kernel: text(host?.kernel),
    cpuModel: text(host?.cpuModel),
    cpuCount:
      cpuCount !== null && Number.isInteger(cpuCount) && cpuCount <= LARGEST_INTEGER ? cpuCount : null,
    timeZone: zoneNamed(host?.timeZone ?? ''),
    memoryTotalMb: host?.memoryTotalMb ?? (meminfo ? meminfo.total / KB_PER_MB : null),
    linkSpeeds:
      sysfs === undefined
        ? null
        : Object.fromEntries(Object.entries(linkSpeeds(sysfs)).filter(([name]) => text(name) === name)),
  };
}
