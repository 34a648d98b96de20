export type MachineStatus = 'online' | 'late' | 'offline' | 'never';

/** Agents deliver each ten seconds or so; one delivery may be late without the machine being called late. */
const ONLINE_SECONDS = 30;
const LATE_SECONDS = 300;

/**
 * online: heard from within three intervals, at least 30 s; late: within twenty intervals, at least 5 minutes;
 * offline: longer ago; never: not at all.
 */
export function machineStatus(
  lastSeen: Date | null,
  intervalSeconds: number | null,
  now = Date.now(),
): MachineStatus {
  if (!lastSeen) return 'never';
  const silent = (now - lastSeen.getTime()) / 1000;
  const interval = intervalSeconds ?? 0;
  if (silent <= Math.max(3 * interval, ONLINE_SECONDS)) return 'online';
  return silent <= Math.max(20 * interval, LATE_SECONDS) ? 'late' : 'offline';
}
