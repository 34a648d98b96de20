import { AppError } from '#server/errors.ts';
import type { SampleRange, SeriesQuery, SeriesResult } from '#server/metrics/types.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { queryAligned } from './query-aligned.ts';

const MOST_SIDES = 6;

/** What is laid beside one another: machines over one range, a machine over two, or any of both. */
export interface SidesQuery extends Omit<SeriesQuery, keyof SampleRange> {
  sides: readonly SampleRange[];
}

/**
 * A series per side, in the order of the sides, all in buckets of one width; raw samples where all sides are few.
 * @throws AppError as querySeries; INVALID_INPUT for none or more than 6 sides
 */
export async function querySides(
  ctx: TenantContext,
  { sides, ...query }: SidesQuery,
): Promise<SeriesResult[]> {
  requireScope(ctx, 'read');
  if (sides.length === 0 || sides.length > MOST_SIDES)
    throw new AppError('INVALID_INPUT', `Name from 1 to ${MOST_SIDES} sides.`, { sides: sides.length });
  return queryAligned(
    ctx,
    sides.map((side) => ({ ...query, ...side })),
  );
}
