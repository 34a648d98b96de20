import { KINDS } from '#agent/contract/sample.ts';
import { queryColumns } from '#server/metrics/duckdb/query-columns.ts';
import { quoteName } from '#server/metrics/duckdb/quote-name.ts';
import { pickMetrics } from '#server/metrics/query/pick-metrics.ts';
import { samplesView } from '#server/metrics/samples/sample-tables.ts';
import { isStatsPercentile } from '../model/percentile-of.ts';
import type { MorePercentiles } from './range-data.ts';
import type { RangeSamples } from './range-samples.ts';

/** Exact percentiles of every metric, of those wanted that the statistics do not have anyhow; null for none. */
export async function readMorePercentiles(
  { connection, sources, known }: Pick<RangeSamples, 'connection' | 'sources' | 'known'>,
  percentiles: readonly number[],
): Promise<MorePercentiles | null> {
  const wanted = percentiles.filter((one) => !isStatsPercentile(one));
  if (wanted.length === 0) return null;
  const shares = wanted.map((one) => one / 100).join(', ');
  const values: MorePercentiles['values'] = {};
  for (const kind of KINDS) {
    const metrics = pickMetrics(kind).filter((id) => known.get(kind)?.has(id));
    if (!sources.get(kind)?.length || metrics.length === 0) continue;
    const parts = metrics.map((id) => `quantile_cont(${quoteName(id)}, [${shares}]) AS ${quoteName(id)}`);
    const found = await queryColumns(
      connection,
      `SELECT entity, ${parts.join(', ')} FROM ${samplesView(kind)} GROUP BY entity ORDER BY entity`,
    );
    const none = wanted.map(() => null);
    values[kind] = Object.fromEntries(
      (found.entity ?? []).map((entity, row) => [
        String(entity),
        Object.fromEntries(
          metrics.map((id) => [id, (found[id]?.[row] as (number | null)[] | null | undefined) ?? none]),
        ),
      ]),
    );
  }
  return { wanted, values };
}
