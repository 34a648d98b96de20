import type { Snapshot } from '../procfs/snapshot.ts';

/**
 * The current snapshot with the facts (`sysfs`, `host`) of the previous one where it brings none itself: they are
 * recorded at start and each hour only. Call it before a snapshot is kept as the next `previous`.
 */
export function carryFacts(previous: Snapshot | null, current: Snapshot): Snapshot {
  const sysfs = current.sysfs ?? previous?.sysfs;
  const host = current.host ?? previous?.host;
  return { ...current, ...(sysfs && { sysfs }), ...(host && { host }) };
}
