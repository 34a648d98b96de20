import { KINDS, type Kind } from '#agent/contract/sample.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { findCoverages, HOUR, reachesPastRaw } from './find-coverage.ts';

/** What a machine has at all; times in Unix ms. */
export interface SampleExtent {
  /** The kinds that have samples or rollups. */
  kinds: Kind[];
  /** First sample, or the first hour of rollups where these reach back further; null where there is neither. */
  first: number | null;
  /** Last raw sample; null where there is none: only rollups are left, or nothing. */
  last: number | null;
}

/**
 * From when to when a machine has samples, and of which kinds. A machine that is not the tenant's has none.
 * @param machineId internal id
 * @throws AppError FORBIDDEN
 */
export async function findExtent(ctx: TenantContext, machineId: string): Promise<SampleExtent> {
  requireScope(ctx, 'read');
  // A clock may be ahead.
  const ever = { machineId, start: new Date(0), end: new Date(Date.now() + 24 * HOUR) };
  const found = (await findCoverages(ctx, ever, KINDS)).map((coverage) => ({
    first: reachesPastRaw(coverage) ? coverage.firstRollup : (coverage.raw?.first ?? null),
    last: coverage.raw?.last ?? null,
  }));
  const firsts = found.flatMap(({ first }) => first ?? []);
  const lasts = found.flatMap(({ last }) => last ?? []);
  return {
    kinds: KINDS.filter((_, place) => (found[place]?.first ?? null) !== null),
    first: firsts.length > 0 ? Math.min(...firsts) : null,
    last: lasts.length > 0 ? Math.max(...lasts) : null,
  };
}
