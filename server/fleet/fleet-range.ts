const HOUR_MS = 3_600_000;

/** What the fleet's page can look back on: how far, and how long a point of its lines is. */
export const FLEET_RANGES = {
  '1h': { hours: 1, stepMs: 60_000 },
  '6h': { hours: 6, stepMs: HOUR_MS },
  '24h': { hours: 24, stepMs: HOUR_MS },
  '7d': { hours: 168, stepMs: 3 * HOUR_MS },
} as const;

export type FleetRange = keyof typeof FLEET_RANGES;

/** The bounds of a range in Unix ms: whole steps, the last of which has begun. */
export function fleetWindow(range: FleetRange, now: number): { start: number; end: number; stepMs: number } {
  const { hours, stepMs } = FLEET_RANGES[range];
  const end = (Math.floor(now / stepMs) + 1) * stepMs;
  return { start: end - hours * HOUR_MS, end, stepMs };
}
