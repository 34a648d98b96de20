import { processWide } from '#server/process-wide.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { type FleetRange, fleetWindow } from './fleet-range.ts';
import { type FleetLoads, readLoads } from './read-loads.ts';

/** Pages ask every ten seconds and less often. */
const SHARED_MS = 5000;

/** As readLoads, worked out once for all who look at the same fleet within a few seconds. */
export function shareLoads(
  ctx: TenantContext,
  machineIds: readonly string[],
  view: { range: FleetRange; now: number },
): Promise<FleetLoads> {
  const shared = processWide('fleetLoads', () => new Map<string, Promise<FleetLoads>>());
  const key = `${ctx.tenant.id} ${view.range} ${fleetWindow(view.range, view.now).end}`;
  const known = shared.get(key);
  if (known) return known;
  const loads = readLoads(ctx, machineIds, view);
  shared.set(key, loads);
  loads.then(
    () => setTimeout(() => shared.delete(key), SHARED_MS).unref(),
    () => shared.delete(key),
  );
  return loads;
}
