import type { SeriesQuery, SeriesResult } from '#server/metrics/types.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { answerSeries } from './answer-series.ts';
import { prepareSeries } from './prepare-series.ts';

/**
 * Series of one kind for a chart. Raw samples when there are no more than `maxPoints` moments; else buckets aligned to
 * the clock with mean, minimum and maximum, so that a spike is seen at any zoom. Buckets span the time that has data,
 * not the range asked for: a month that holds one hour is shown in seconds. With `stepSeconds` always buckets, of that
 * width.
 *
 * A stretch without samples (more than 2.5 intervals, see findGaps) holds at least one point that is null in every
 * series, so that a line breaks there: for raw samples one point, an interval after the last sample; for buckets every
 * empty bucket. Jitter that merely leaves a bucket empty makes no point.
 *
 * Where raw samples are gone, and for buckets of whole hours, the hourly rollups answer (`source`, see rollupRows).
 * @throws AppError FORBIDDEN, NOT_FOUND, INVALID_INPUT (also for an answer that would be too large), UNAVAILABLE
 */
export async function querySeries(ctx: TenantContext, query: SeriesQuery): Promise<SeriesResult> {
  requireScope(ctx, 'read');
  const [prepared] = await prepareSeries(ctx, [query]);
  if (!prepared) throw new Error('A query that was prepared is missing.');
  return answerSeries(ctx, prepared);
}
