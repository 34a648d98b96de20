import type { Kind } from '#agent/contract/sample.ts';
import { queryColumns } from '#server/metrics/duckdb/query-columns.ts';
import type { OpenSamples } from '#server/metrics/samples/open-samples.ts';
import type { MetricStats } from '#server/metrics/types.ts';
import { pickMetrics } from './pick-metrics.ts';
import { readHostStats } from './read-host-stats.ts';
import { type EntityStats, PERCENTILES, ratesOf, statsSql, totalsSql } from './stats-sql.ts';

/** Exact statistics of a kind's opened samples, per entity, by name. */
export async function readStats(
  {
    connection,
    sources,
    ascending,
    known,
  }: Pick<OpenSamples, 'connection' | 'sources' | 'ascending' | 'known'>,
  kind: Kind,
): Promise<EntityStats[]> {
  if (!sources.get(kind)?.length) return [];
  if (kind === 'host') {
    const host = await readHostStats({ connection, ascending, known });
    return host ? [host] : [];
  }
  const found = await queryColumns(connection, statsSql(kind));
  const totals = ratesOf(kind).length > 0 ? await queryColumns(connection, totalsSql(kind)) : {};
  const totalRow = new Map((totals.entity ?? []).map((entity, row) => [entity, row]));
  const names = (found.entity ?? []) as string[];
  const number = (columns: typeof found, name: string, row: number | undefined) =>
    row === undefined ? null : ((columns[name]?.[row] ?? null) as number | null);
  return names.map((entity, row) => ({
    entity,
    samples: number(found, 'samples', row) ?? 0,
    first: number(found, 'first', row) ?? 0,
    last: number(found, 'last', row) ?? 0,
    metrics: Object.fromEntries(
      pickMetrics(kind).map((id) => {
        const one = (stat: string) => number(found, `${stat} ${id}`, row);
        const percentiles = found[`percentiles ${id}`]?.[row] as (number | null)[] | null | undefined;
        const stats: MetricStats = {
          count: one('count') ?? 0,
          min: one('min'),
          max: one('max'),
          avg: one('avg'),
          stddev: one('stddev'),
          current: one('current'),
          ...(Object.fromEntries(
            PERCENTILES.map(([name], index) => [name, percentiles?.[index] ?? null]),
          ) as Record<(typeof PERCENTILES)[number][0], number | null>),
          p100: one('max'),
          total: number(totals, id, totalRow.get(entity)),
        };
        return [id, stats];
      }),
    ),
  }));
}
