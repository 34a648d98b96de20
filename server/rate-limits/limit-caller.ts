import { AppError } from '#server/errors.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { type Standing, takePoint } from './take-point.ts';
import { budgetOf, TENANT_FACTOR, type Traffic } from './traffic.ts';

/**
 * Counts a call against its caller and the caller's tenant, and writes how the caller stands into the answer's
 * headers. Deliveries count by machine: machines do not take them from each other.
 * @throws AppError RATE_LIMITED with details.retry_after in seconds
 */
export async function limitCaller(ctx: TenantContext, traffic: Traffic, headers: Headers): Promise<void> {
  const budget = budgetOf(traffic);
  if (!budget) return;
  const many = { ...budget, points: budget.points * TENANT_FACTOR };
  const { actor, tenant } = ctx;
  const machine = actor.kind === 'key' ? actor.machineId : null;
  let standing: Standing;
  if (traffic === 'delivery')
    // A key without a machine delivers for many.
    standing = await takePoint(`${traffic}:${machine ?? actor.id}`, machine === null ? many : budget);
  else {
    standing = await takePoint(`${traffic}:${actor.id}`, budget);
    if (!standing.refused) {
      const all = await takePoint(`${traffic}:tenant:${tenant.id}`, many);
      if (all.refused || all.remaining < standing.remaining) standing = all;
    }
  }
  headers.set('RateLimit-Limit', String(standing.limit));
  headers.set('RateLimit-Remaining', String(standing.remaining));
  headers.set('RateLimit-Reset', String(standing.resetSeconds));
  if (standing.refused)
    throw new AppError('RATE_LIMITED', `Too many requests. Try again in ${standing.resetSeconds} seconds.`, {
      retry_after: standing.resetSeconds,
    });
}
