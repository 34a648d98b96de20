export const MACHINE_STATUSES = ['online', 'late', 'offline', 'never'] as const;
export type MachineStatus = (typeof MACHINE_STATUSES)[number];

/**
 * For how long silence is online or late: in intervals, and in seconds at least. Agents deliver each ten seconds or
 * so; one delivery may be late without the machine being called late.
 */
export const STATUS_LIMITS = {
  online: { intervals: 3, seconds: 30 },
  late: { intervals: 20, seconds: 300 },
} as const;

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
  const within = ({ intervals, seconds }: { intervals: number; seconds: number }) =>
    silent <= Math.max(intervals * (intervalSeconds ?? 0), seconds);
  if (within(STATUS_LIMITS.online)) return 'online';
  return within(STATUS_LIMITS.late) ? 'late' : 'offline';
}
