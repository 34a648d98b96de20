import { KINDS } from '#agent/contract/sample.ts';
import { countDuplicates } from '#server/metrics/quality/count-duplicates.ts';
import { scoreQuality } from '#server/metrics/quality/score-quality.ts';
import type { Quality } from '#server/metrics/quality/types.ts';
import { type Coverage, findCoverage, reachesPastRaw } from '#server/metrics/query/find-coverage.ts';
import { pickMetrics } from '#server/metrics/query/pick-metrics.ts';
import { querySeries } from '#server/metrics/query/query-series.ts';
import { queryStats } from '#server/metrics/query/query-stats.ts';
import { readEvents } from '#server/metrics/query/read-events.ts';
import { withSamples } from '#server/metrics/samples/with-samples.ts';
import type { SampleRange } from '#server/metrics/types.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import type { RangeData } from './range-data.ts';
import type { RangeReading } from './range-samples.ts';
import { readFaults } from './read-faults.ts';
import { readRange } from './read-range.ts';
import { readRollupHours } from './read-rollup-hours.ts';
import { withNewest } from './with-newest.ts';

/** A range of a machine, and when it is read: what would lie in the future is not missing. */
export interface RangeQuery extends SampleRange, Pick<RangeReading, 'percentiles' | 'points' | 'only'> {
  now: Date;
  signal?: AbortSignal;
}

/**
 * What a report says about one machine over a range, from the metric store: raw samples are opened once and asked on
 * one connection. Where raw samples are gone for a part of the range, charts and statistics come from the hourly
 * rollups (see querySeries, queryStats); the rest is of the raw samples that are left.
 * @throws AppError NOT_FOUND, INVALID_INPUT, UNAVAILABLE
 */
export async function gatherRange(ctx: TenantContext, query: RangeQuery): Promise<RangeData> {
  const { machineId, start, end, signal } = query;
  const columns = Object.fromEntries(KINDS.map((kind) => [kind, pickMetrics(kind, query.only?.[kind])]));
  const request = { machineId, start, end, columns, ...(signal && { signal }) };
  const [events, duplicates, coverage] = [
    await readEvents(ctx, query),
    await countDuplicates(ctx, query),
    await findCoverage(ctx, { ...query, kind: 'host' }),
  ];
  const found = await withSamples(ctx, request, async (samples) => {
    const range = await readRange(samples, query);
    return { range, ...(await readFaults(samples, query, range.stats)) };
  });
  const timesOf = (wanted: string) => events.flatMap(({ at, type }) => (type === wanted ? [at] : []));
  const facts = {
    ...found.presence,
    restarts: timesOf('restart'),
    clockSteps: timesOf('clock_step'),
    duplicates,
    misfits: found.misfits,
  };
  const data: RangeData = {
    ...found.range,
    host: { ...found.range.host, events },
    quality: { ...facts, ...scoreQuality(facts) },
  };
  return reachesPastRaw(coverage) ? withRollups(ctx, query, { data, coverage }) : data;
}

/** Charts and statistics from the rollups; the samples are not judged by the few that are left. */
async function withRollups(
  ctx: TenantContext,
  query: RangeQuery,
  { data, coverage }: { data: RangeData; coverage: Coverage },
): Promise<RangeData> {
  const { machineId, start, end, points } = query;
  const ask = { machineId, start, end };
  const host = await querySeries(ctx, { ...ask, kind: 'host', maxPoints: points.host });
  const entities = { ...data.entities };
  for (const kind of KINDS)
    if (kind !== 'host')
      entities[kind] = await querySeries(ctx, {
        ...ask,
        kind,
        ...(kind === 'cpu' && { metrics: ['cpu_used'] }),
        maxPoints: points.entities,
      });
  const known = await queryStats(ctx, ask);
  const hours = await readRollupHours(ctx, { machineId, ...coverage.rolledUp }, data);
  const stats = withNewest(known, hours.hours);
  const unknown = { percentiles: null, quality: null satisfies Quality | null };
  return { ...data, ...hours, host, entities, stats, ...unknown };
}
