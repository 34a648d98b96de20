import { KINDS, type Kind } from '#agent/contract/sample.ts';
import { mergeSketches } from '#server/metrics/rollups/merge-sketches.ts';
import { readRollups } from '#server/metrics/rollups/read-rollups.ts';
import type { RollupSeries } from '#server/metrics/rollups/types.ts';
import { withSamples } from '#server/metrics/samples/with-samples.ts';
import type { MetricStats, StatsQuery, StatsResult } from '#server/metrics/types.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { NO_STATS, ratesOf } from './entity-stats.ts';
import { type Coverage, HOUR } from './find-coverage.ts';
import { pickMetrics } from './pick-metrics.ts';
import { type HourSeries, readHours } from './read-hours.ts';
import { readStats } from './read-stats.ts';

/** Sketches take memory: metrics of so many are read at once. Kinds with entities have many for each metric. */
const METRICS_AT_ONCE = { host: 12, others: 1 };

/** Of the newest samples: `current` by kind, entity and metric, and the hours that are not rolled up yet. */
interface Tail {
  intervalSeconds: number | null;
  current: Map<string, number | null>;
  hours: Map<Kind, HourSeries[]>;
}

const keyOf = (kind: Kind, entity: string, metric: string) => `${kind} ${metric} ${entity}`;

/**
 * Statistics where raw samples are gone for a part of the range, from the hourly rollups: count, minimum, maximum and
 * mean are exact over the rolled-up hours that lie in the range whole and the newest samples behind them; percentiles
 * are those of the rollups' sketches, within 1 % of the value; totals take the machine's interval for each sample's.
 * There is no standard deviation.
 */
export async function rollupStats(
  ctx: TenantContext,
  query: StatsQuery,
  coverage: Coverage,
): Promise<StatsResult> {
  const tail = await readTail(ctx, query, coverage);
  const result: StatsResult = {
    samples: 0,
    dataRange: null,
    approximate: true,
    metrics: Object.fromEntries(pickMetrics('host').map((id) => [id, NO_STATS])),
    entities: {},
  };
  for (const kind of KINDS) {
    const entities: StatsResult['entities'][string] = {};
    const metrics = pickMetrics(kind);
    const step = kind === 'host' ? METRICS_AT_ONCE.host : METRICS_AT_ONCE.others;
    for (let at = 0; at < metrics.length; at += step) {
      const rolled = await readRollups(ctx, {
        machineIds: [query.machineId],
        kind,
        metrics: metrics.slice(at, at + step),
        start: new Date(coverage.rolledUp.from),
        end: new Date(coverage.rolledUp.to),
        sketches: true,
      });
      for (const series of rolled) {
        const { entity, metric } = series;
        entities[entity] ??= Object.fromEntries(metrics.map((id) => [id, NO_STATS]));
        entities[entity][metric] = statsOf(kind, series, tail);
        const first = series.hour[0] ?? 0;
        const last = coverage.raw?.last ?? (series.hour.at(-1) ?? 0) + HOUR - 1;
        result.dataRange = {
          start: Math.min(first, result.dataRange?.start ?? first),
          end: Math.max(last, result.dataRange?.end ?? last),
        };
      }
    }
    if (kind !== 'host') result.entities[kind] = entities;
    else result.metrics = entities[''] ?? result.metrics;
  }
  result.samples = Math.max(...Object.values(result.metrics).map(({ count }) => count));
  return result;
}

function statsOf(kind: Kind, series: RollupSeries, tail: Tail): MetricStats {
  const { entity, metric } = series;
  const newest = tail.hours.get(kind)?.find((hours) => hours.entity === entity && hours.metric === metric);
  const add = (pick: 'count' | 'sum') =>
    [...series[pick], ...(newest?.[pick] ?? [])].reduce((all, value) => all + value, 0);
  const [count, sum] = [add('count'), add('sum')];
  const max = [...series.max, ...(newest?.max ?? [])].reduce((a, b) => Math.max(a, b));
  const isRate = tail.intervalSeconds !== null && ratesOf(kind).includes(metric);
  return {
    ...NO_STATS,
    ...mergeSketches(series),
    count,
    min: [...series.min, ...(newest?.min ?? [])].reduce((a, b) => Math.min(a, b)),
    max,
    avg: sum / count,
    current: tail.current.get(keyOf(kind, entity, metric)) ?? null,
    p100: max,
    total: isRate ? sum * (tail.intervalSeconds ?? 0) : null,
  };
}

async function readTail(ctx: TenantContext, query: StatsQuery, { raw, rolledUp }: Coverage): Promise<Tail> {
  const { machineId, end, signal } = query;
  const newest = Math.max(rolledUp.to - HOUR, (raw?.last ?? 0) - HOUR, rolledUp.from);
  const columns = Object.fromEntries(KINDS.map((kind) => [kind, pickMetrics(kind)]));
  const common = { machineId, end, columns, ...(signal && { signal }) };
  const tail: Tail = { intervalSeconds: null, current: new Map(), hours: new Map() };
  const lastHour = { ...common, start: new Date(Math.min(newest, end.getTime() - 1)) };
  await withSamples(ctx, lastHour, async (samples) => {
    tail.intervalSeconds = samples.machine.intervalSeconds;
    for (const kind of KINDS)
      for (const { entity, metrics } of await readStats(samples, kind))
        for (const [id, { current }] of Object.entries(metrics))
          tail.current.set(keyOf(kind, entity, id), current);
  });
  if (raw !== null && raw.last >= rolledUp.to && rolledUp.to < end.getTime())
    await withSamples(ctx, { ...common, start: new Date(rolledUp.to) }, async ({ connection, sources }) => {
      for (const kind of KINDS)
        if (sources.get(kind)?.length)
          tail.hours.set(
            kind,
            await readHours(connection, { kind, metrics: pickMetrics(kind), entities: undefined }),
          );
    });
  return tail;
}
