import { KINDS, type Kind } from '#agent/contract/sample.ts';
import { withSamples } from '#server/metrics/samples/with-samples.ts';
import type { StatsQuery, StatsResult } from '#server/metrics/types.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { NO_STATS } from './entity-stats.ts';
import { findCoverage, reachesPastRaw } from './find-coverage.ts';
import { pickMetrics } from './pick-metrics.ts';
import { readStats } from './read-stats.ts';
import { rollupStats } from './rollup-stats.ts';

const ENTITY_KINDS = KINDS.filter((kind): kind is Exclude<Kind, 'host'> => kind !== 'host');

/**
 * Exact statistics over the raw samples of a range, for the host's metrics and for each entity of every kind.
 * Percentiles by linear interpolation between closest ranks (Hyndman and Fan's type 7, as in R, NumPy and Excel).
 * A metric without any known value has count 0 and nulls. Where raw samples are gone for a part of the range, the
 * hourly rollups answer for all of it (`approximate`, see rollupStats).
 * @throws AppError FORBIDDEN, NOT_FOUND, INVALID_INPUT, UNAVAILABLE
 */
export async function queryStats(ctx: TenantContext, query: StatsQuery): Promise<StatsResult> {
  requireScope(ctx, 'read');
  const { machineId, start, end, signal } = query;
  const coverage = await findCoverage(ctx, { ...query, kind: 'host' });
  if (reachesPastRaw(coverage)) return rollupStats(ctx, query, coverage);
  const columns = Object.fromEntries(KINDS.map((kind) => [kind, pickMetrics(kind)]));
  return withSamples(ctx, { machineId, start, end, columns, ...(signal && { signal }) }, async (samples) => {
    const [host] = await readStats(samples, 'host');
    const entities: StatsResult['entities'] = {};
    for (const kind of ENTITY_KINDS) {
      const found = await readStats(samples, kind);
      entities[kind] = Object.fromEntries(found.map(({ entity, metrics }) => [entity, metrics]));
    }
    return {
      samples: host?.samples ?? 0,
      dataRange: host ? { start: host.first, end: host.last } : null,
      approximate: false,
      metrics: host?.metrics ?? Object.fromEntries(pickMetrics('host').map((id) => [id, NO_STATS])),
      entities,
    };
  });
}
