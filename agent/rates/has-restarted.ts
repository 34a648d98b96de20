import type { Snapshot } from '../procfs/snapshot.ts';

/**
 * Whether the machine booted between two snapshots: its uptime fell. Two more ways to see it, for a machine that was
 * up only briefly before and for collections without /proc/uptime: a boot time behind the previous snapshot, and
 * context switches that fell (they are summed over all possible CPUs, so nothing but a boot takes from them).
 * Each alone may have another cause where the uptime did not fall (a clock set after boot moves the boot time), so
 * both are asked for there.
 */
export function hasRestarted(previous: Snapshot, current: Snapshot): boolean {
  const bootTime = current.stat?.bootTime ?? null;
  const bootedSince = bootTime !== null && (bootTime - 1) * 1000 > previous.time;
  const before = previous.stat?.contextSwitches ?? null;
  const now = current.stat?.contextSwitches ?? null;
  const switchesFell = before !== null && now !== null && now < before;

  if (previous.uptime === undefined || current.uptime === undefined) return bootedSince || switchesFell;
  return current.uptime < previous.uptime || (bootedSince && switchesFell);
}
