import type { SampleEvent } from '#agent/contract/sample.ts';
import type { SeriesQuery } from '#server/metrics/types.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { type Coverage, findCoverages } from './find-coverage.ts';
import { readEvents } from './read-events.ts';
import { type SeriesPlan, seriesPlan } from './series-plan.ts';

/** A query of series, and what is known before its rows are read. */
export interface PreparedSeries {
  query: SeriesQuery;
  plan: SeriesPlan;
  coverage: Coverage;
  events: SampleEvent[];
}

/**
 * Looks up what queries over one range need to know first, once per machine; in their order.
 * @throws AppError INVALID_INPUT
 */
export async function prepareSeries(
  ctx: TenantContext,
  queries: readonly SeriesQuery[],
): Promise<PreparedSeries[]> {
  const planned = queries.map((query) => ({ query, plan: seriesPlan(query) }));
  const prepared = new Map<SeriesQuery, PreparedSeries>();
  for (const machineId of new Set(queries.map((query) => query.machineId))) {
    const own = planned.filter(({ query }) => query.machineId === machineId);
    const [first] = own;
    if (!first) continue;
    const [coverages, events] = await Promise.all([
      findCoverages(
        ctx,
        first.query,
        own.map(({ plan }) => plan.kind),
      ),
      readEvents(ctx, first.query),
    ]);
    for (const [place, coverage] of coverages.entries()) {
      const one = own[place];
      if (one) prepared.set(one.query, { ...one, coverage, events });
    }
  }
  return queries.flatMap((query) => prepared.get(query) ?? []);
}
