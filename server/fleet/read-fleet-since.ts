import { createHash } from 'node:crypto';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import type { FleetRange } from './fleet-range.ts';
import { type Fleet, readFleet } from './read-fleet.ts';

/** `version` stands for all of it but `now`. */
type VersionedFleet = Fleet & { version: string };

/**
 * As readFleet, for a page that asks again and again.
 * @param version of the fleet that is known
 * @returns null when it would be the same but for `now`
 * @throws AppError FORBIDDEN
 */
export async function readFleetSince(
  ctx: TenantContext,
  { range, version: known }: { range: FleetRange; version?: string },
): Promise<VersionedFleet | null> {
  requireScope(ctx, 'read');
  const { now, ...fleet } = await readFleet(ctx, { range });
  const version = createHash('sha256').update(JSON.stringify(fleet)).digest('base64url');
  return version === known ? null : { now, ...fleet, version };
}
