import type { DuckDBConnection } from '@duckdb/node-api';
import { KINDS, type Kind } from '#agent/contract/sample.ts';
import { arrangeSeries } from '#server/metrics/query/arrange-series.ts';
import { chooseRows } from '#server/metrics/query/choose-rows.ts';
import { NO_STATS } from '#server/metrics/query/entity-stats.ts';
import { pickMetrics } from '#server/metrics/query/pick-metrics.ts';
import { readStats } from '#server/metrics/query/read-stats.ts';
import { seriesPlan } from '#server/metrics/query/series-plan.ts';
import { usualInterval } from '#server/metrics/query/usual-interval.ts';
import type { SeriesResult, StatsResult } from '#server/metrics/types.ts';
import type { EntityKind, RangeData } from './range-data.ts';
import type { RangeReading, RangeSamples } from './range-samples.ts';
import { readHours } from './read-hours.ts';
import { readMorePercentiles } from './read-more-percentiles.ts';
import { readQuarters } from './read-quarters.ts';

type Found = Omit<RangeData, 'quality'>;

const ENTITY_KINDS = KINDS.filter((kind): kind is EntityKind => kind !== 'host');
/** Of the CPUs one metric is drawn; of 128 CPUs all would be 150,000 figures. */
const drawn = (kind: Kind, only: RangeReading['only']): readonly string[] =>
  only?.[kind] ?? (kind === 'cpu' ? ['cpu_used'] : pickMetrics(kind));

/**
 * Everything a report needs from raw samples, on one connection, in some twenty questions however many metrics and
 * entities there are. Events are not in the samples: the series have none.
 */
export async function readRange(samples: RangeSamples, reading: RangeReading): Promise<Found> {
  const host = await readSeries(samples, 'host', reading);
  const entities = {} as Record<EntityKind, SeriesResult>;
  for (const kind of ENTITY_KINDS) entities[kind] = await readSeries(samples, kind, reading);
  const { stats, intervalSeconds } = await readAllStats(samples, host);
  const has = (kind: Kind, metric: string) => samples.known.get(kind)?.has(metric) === true;
  const { connection } = samples;
  return {
    start: reading.start,
    end: reading.end,
    host,
    entities,
    stats,
    intervalSeconds,
    percentiles: await readMorePercentiles(samples, reading.percentiles),
    ...(await readQuarters(connection, !reading.only && has('host', 'cpu_used'))),
    hours: {
      host: await readHours(
        connection,
        'host',
        ['mem_used'].filter((id) => has('host', id)),
      ),
      filesystem: await readHours(
        connection,
        'filesystem',
        pickMetrics('filesystem').filter((id) => has('filesystem', id)),
      ),
    },
  };
}

async function readSeries(
  samples: RangeSamples,
  kind: Kind,
  { start, end, points, only }: RangeReading,
): Promise<SeriesResult> {
  const most = kind === 'host' ? points.host : points.entities;
  const plan = seriesPlan({ kind, metrics: drawn(kind, only), start, end, maxPoints: most });
  const rows = await chooseRows(samples, plan, { start, end });
  const interval = usualInterval(rows) ?? (samples.machine.intervalSeconds ?? 1) * 1000;
  return {
    kind,
    resolutionSeconds: (rows.width ?? interval) / 1000,
    raw: rows.width === null,
    source: 'raw',
    ...arrangeSeries(kind, rows, interval),
    events: [],
  };
}

async function readAllStats(
  samples: RangeSamples,
  host: SeriesResult,
): Promise<{ stats: StatsResult; intervalSeconds: number | null }> {
  const [all] = await readStats(samples, 'host');
  const entities: StatsResult['entities'] = {};
  for (const kind of ENTITY_KINDS)
    entities[kind] = Object.fromEntries(
      (await readStats(samples, kind)).map(({ entity, metrics }) => [entity, metrics]),
    );
  const stats: StatsResult = {
    samples: all?.samples ?? 0,
    dataRange: all ? { start: all.first, end: all.last } : null,
    approximate: false,
    metrics: all?.metrics ?? Object.fromEntries(pickMetrics('host').map((id) => [id, NO_STATS])),
    entities,
  };
  if (stats.samples < 2) return { stats, intervalSeconds: samples.machine.intervalSeconds };
  if (host.raw) return { stats, intervalSeconds: host.resolutionSeconds };
  return { stats, intervalSeconds: await usualStep(samples.connection) };
}

/** Median distance of two samples in seconds. */
async function usualStep(connection: DuckDBConnection): Promise<number | null> {
  const result = await connection.runAndReadAll(
    'SELECT median(step) / 1000 FROM (SELECT time - lag(time) OVER (ORDER BY time) AS step FROM samples_host)',
  );
  const [[step] = []] = result.getRows();
  return typeof step === 'number' ? step : null;
}
