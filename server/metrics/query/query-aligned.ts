import type { SeriesQuery, SeriesResult } from '#server/metrics/types.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { querySeries } from './query-series.ts';

/**
 * Several queries over one range, answered in the same buckets: when any of them needs buckets, all have the widest
 * that one needs. Without that need all are raw samples.
 * @throws AppError as querySeries
 */
export async function queryAligned(
  ctx: TenantContext,
  queries: readonly SeriesQuery[],
): Promise<SeriesResult[]> {
  const results = await inTurn(queries, (query) => querySeries(ctx, query));
  const widest = Math.max(0, ...results.map(({ raw, resolutionSeconds }) => (raw ? 0 : resolutionSeconds)));
  const differs = ({ raw, resolutionSeconds }: SeriesResult) => raw || resolutionSeconds !== widest;
  if (widest === 0 || !results.some(differs)) return results;
  return inTurn(queries, async (query, index) => {
    const known = results[index];
    return known && !differs(known) ? known : querySeries(ctx, { ...query, stepSeconds: widest });
  });
}

/** A tenant has two database connections: one caller does not take both. */
async function inTurn<T, R>(list: readonly T[], work: (item: T, index: number) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  for (const [index, item] of list.entries()) done.push(await work(item, index));
  return done;
}
