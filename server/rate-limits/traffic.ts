import { env } from '#server/env.ts';

/** What a call to the API counts as. */
export type Traffic = 'read' | 'write' | 'delivery';

/** So many calls in a window of so many seconds. */
export interface Budget {
  points: number;
  seconds: number;
  /** Part of the points that a process takes at once from the common counter. */
  share: number;
}

/** A tenant's callers together have so many times what one of them has. */
export const TENANT_FACTOR = 20;

/** The budget of one caller; null where it is switched off. */
export function budgetOf(traffic: Traffic): Budget | null {
  const { RATE_READS_PER_MINUTE, RATE_WRITES_PER_MINUTE, RATE_DELIVERIES_PER_MINUTE } = env();
  const minute = (points: number, seconds: number, share: number): Budget | null =>
    points === 0 ? null : { points: Math.ceil((points * seconds) / 60), seconds, share };
  if (traffic === 'read') return minute(RATE_READS_PER_MINUTE, 60, 0.1);
  if (traffic === 'write') return minute(RATE_WRITES_PER_MINUTE, 60, 0.1);
  // Short windows: an agent that back-fills waits seconds, not a minute.
  return minute(RATE_DELIVERIES_PER_MINUTE, 15, 0.2);
}
