import type { Host } from '../procfs/host.ts';
import type { Snapshot } from '../procfs/snapshot.ts';

const NOTHING_KNOWN: Host = {
  hostname: null,
  osRelease: null,
  kernel: null,
  userHz: null,
  virtualization: null,
  cpuModel: null,
  cpuCount: null,
  memoryTotalMb: null,
  intervalSeconds: null,
  timeZone: null,
};

/**
 * The current snapshot with the facts (`sysfs`, `host`) of the previous one where it brings none itself: they are
 * recorded at start and each hour only. Call it before a snapshot is kept as the next `previous`.
 *
 * Collectors that write no `host[*]` may still have said what /proc/cpuinfo says: then that is what is known of the host.
 */
export function carryFacts(previous: Snapshot | null, current: Snapshot): Snapshot {
  const sysfs = current.sysfs ?? previous?.sysfs;
  const host = current.host ?? previous?.host ?? hostOf(current);
  return { ...current, ...(sysfs && { sysfs }), ...(host && { host }) };
}

function hostOf({ cpuinfo }: Snapshot): Host | undefined {
  return cpuinfo && { ...NOTHING_KNOWN, cpuModel: cpuinfo.model, cpuCount: cpuinfo.count };
}
