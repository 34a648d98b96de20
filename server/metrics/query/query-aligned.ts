import type { SeriesQuery, SeriesResult } from '#server/metrics/types.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { answerSeries } from './answer-series.ts';
import { prepareSeries } from './prepare-series.ts';
import { seriesPlan } from './series-plan.ts';

/**
 * Several queries over one range, answered in the same buckets: when any of them needs buckets, all have the widest
 * that one needs. Without that need all are raw samples.
 * @throws AppError as querySeries
 */
export async function queryAligned(
  ctx: TenantContext,
  queries: readonly SeriesQuery[],
): Promise<SeriesResult[]> {
  const prepared = await prepareSeries(ctx, queries);
  const results = await inTurn(prepared, (one) => answerSeries(ctx, one));
  const widest = Math.max(0, ...results.map(({ raw, resolutionSeconds }) => (raw ? 0 : resolutionSeconds)));
  const differs = ({ raw, resolutionSeconds }: SeriesResult) => raw || resolutionSeconds !== widest;
  if (widest === 0 || !results.some(differs)) return results;
  return inTurn(prepared, async (one, index) => {
    const known = results[index];
    if (known && !differs(known)) return known;
    const query = { ...one.query, stepSeconds: widest };
    return answerSeries(ctx, { ...one, query, plan: seriesPlan(query) });
  });
}

/** A tenant has two database connections: one caller does not take both. */
async function inTurn<T, R>(list: readonly T[], work: (item: T, index: number) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  for (const [index, item] of list.entries()) done.push(await work(item, index));
  return done;
}
