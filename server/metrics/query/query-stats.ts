import type { Kind } from '#agent/contract/sample.ts';
import { queryColumns } from '#server/metrics/duckdb/query-columns.ts';
import { quoteName } from '#server/metrics/duckdb/quote-name.ts';
import { samplesView } from '#server/metrics/samples/sample-tables.ts';
import { withSamples } from '#server/metrics/samples/with-samples.ts';
import type { MetricStats, SampleRange, StatsResult } from '#server/metrics/types.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { pickMetrics } from './pick-metrics.ts';

const PERCENTILES = [
  ['p50', 0.5],
  ['p75', 0.75],
  ['p90', 0.9],
  ['p95', 0.95],
  ['p97_5', 0.975],
  ['p99', 0.99],
  ['p100', 1],
] as const;

/** The kinds whose statistics are given per entity. */
const ENTITY_KINDS: readonly Kind[] = ['cpu', 'disk', 'net'];

/**
 * Exact statistics over the raw samples of a range, for the host's metrics and for each CPU, disk and interface.
 * Percentiles by linear interpolation between closest ranks (Hyndman and Fan's type 7, as in R, NumPy and Excel).
 * A metric without any known value has count 0 and nulls.
 * @throws AppError FORBIDDEN, NOT_FOUND, INVALID_INPUT
 */
export async function queryStats(ctx: TenantContext, range: SampleRange): Promise<StatsResult> {
  requireScope(ctx, 'read');
  const kinds: readonly Kind[] = ['host', ...ENTITY_KINDS];
  const columns = Object.fromEntries(kinds.map((kind) => [kind, pickMetrics(kind)]));
  const { machineId, start, end } = range;
  return withSamples(ctx, { machineId, start, end, columns }, async ({ connection }) => {
    const host = await queryColumns(connection, statsSql('host'));
    const [first, last] = [host.first?.[0], host.last?.[0]];
    const result: StatsResult = {
      samples: (host.samples?.[0] as number | undefined) ?? 0,
      dataRange: typeof first === 'number' && typeof last === 'number' ? { start: first, end: last } : null,
      approximate: false,
      metrics: statsOf('host', host, 0),
      entities: {},
    };
    for (const kind of ENTITY_KINDS) {
      const found = await queryColumns(connection, statsSql(kind));
      const names = (found.entity ?? []) as string[];
      result.entities[kind] = Object.fromEntries(names.map((name, row) => [name, statsOf(kind, found, row)]));
    }
    return result;
  });
}

function statsSql(kind: Kind): string {
  const parts = pickMetrics(kind).flatMap((id) => {
    const name = quoteName(id);
    const as = (stat: string) => quoteName(`${stat} ${id}`);
    return [
      `count(${name})::DOUBLE AS ${as('count')}`,
      `min(${name}) AS ${as('min')}`,
      `max(${name}) AS ${as('max')}`,
      `avg(${name}) AS ${as('avg')}`,
      `stddev_samp(${name}) AS ${as('stddev')}`,
      // arg_max passes over rows whose value is null: the newest known value.
      `arg_max(${name}, time) AS ${as('current')}`,
      `quantile_cont(${name}, [${PERCENTILES.map(([, share]) => share).join(', ')}]) AS ${as('percentiles')}`,
    ];
  });
  return `SELECT entity, count(*)::DOUBLE AS samples, min(time)::DOUBLE AS first, max(time)::DOUBLE AS last,
                 ${parts.join(', ')}
            FROM ${samplesView(kind)} GROUP BY entity ORDER BY entity`;
}

function statsOf(
  kind: Kind,
  found: Awaited<ReturnType<typeof queryColumns>>,
  row: number,
): Record<string, MetricStats> {
  return Object.fromEntries(
    pickMetrics(kind).map((id) => {
      const number = (stat: string) => (found[`${stat} ${id}`]?.[row] ?? null) as number | null;
      const percentiles = found[`percentiles ${id}`]?.[row] as (number | null)[] | null | undefined;
      const percentile = Object.fromEntries(
        PERCENTILES.map(([name], index) => [name, percentiles?.[index] ?? null]),
      ) as Record<(typeof PERCENTILES)[number][0], number | null>;
      const stats: MetricStats = {
        count: number('count') ?? 0,
        min: number('min'),
        max: number('max'),
        avg: number('avg'),
        stddev: number('stddev'),
        current: number('current'),
        ...percentile,
      };
      return [id, stats];
    }),
  );
}
