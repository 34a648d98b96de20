import type { TenantContext } from '#server/tenancy/context.ts';
import { tenantSettings } from '#server/tenancy/tenant-settings.ts';

const DAY_MS = 24 * 3600 * 1000;
/** A clock further ahead than this is wrong, not unsynchronized. */
const AHEAD_MS = 10 * 60 * 1000;

/** The times a tenant takes samples of, both ends included. */
export interface AcceptedTimes {
  from: Date;
  to: Date;
  /** How far back, in days. */
  days: number;
}

/** What the tenant accepts at the moment `now` (Unix ms). */
export async function acceptedTimes(ctx: TenantContext, now = Date.now()): Promise<AcceptedTimes> {
  const { acceptedAgeDays: days } = await tenantSettings(ctx);
  return { from: new Date(now - days * DAY_MS), to: new Date(now + AHEAD_MS), days };
}
