import { type DuckDBConnection, listValue } from '@duckdb/node-api';
import { AppError } from '#server/errors.ts';
import { queryColumns } from '#server/metrics/duckdb/query-columns.ts';
import { quoteName } from '#server/metrics/duckdb/quote-name.ts';
import { samplesView } from '#server/metrics/samples/sample-tables.ts';
import { withSamples } from '#server/metrics/samples/with-samples.ts';
import type { SeriesQuery, SeriesResult } from '#server/metrics/types.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { arrangeSeries, type Cell } from './arrange-series.ts';
import { bucketWidth } from './bucket-width.ts';
import { pickMetrics } from './pick-metrics.ts';
import { readEvents } from './read-events.ts';

const DEFAULT_POINTS = 1000;
const MOST_POINTS = 20_000;

/**
 * Series of one kind for a chart. Raw samples when there are no more than `maxPoints` moments; else buckets aligned to
 * the clock with mean, minimum and maximum, so that a spike is seen at any zoom. Buckets span the time that has data,
 * not the range asked for: a month that holds one hour is shown in seconds.
 *
 * A stretch without samples (more than 2.5 intervals, see findGaps) holds at least one point that is null in every
 * series, so that a line breaks there: for raw samples one point, an interval after the last sample; for buckets every
 * empty bucket. Jitter that merely leaves a bucket empty makes no point.
 * @throws AppError FORBIDDEN, NOT_FOUND, INVALID_INPUT
 */
export async function querySeries(ctx: TenantContext, query: SeriesQuery): Promise<SeriesResult> {
  requireScope(ctx, 'read');
  const { kind, maxPoints = DEFAULT_POINTS } = query;
  if (!Number.isInteger(maxPoints) || maxPoints < 1 || maxPoints > MOST_POINTS)
    throw new AppError('INVALID_INPUT', `maxPoints must be a whole number from 1 to ${MOST_POINTS}.`);
  const metrics = pickMetrics(kind, query.metrics);

  const found = await withSamples(
    ctx,
    { machineId: query.machineId, start: query.start, end: query.end, columns: { [kind]: metrics } },
    async ({ connection, machine }) => {
      const source = filterEntities(samplesView(kind), query.entities);
      const extent = await measure(connection, source);
      const raw = extent.moments <= maxPoints;
      const width = raw ? null : bucketWidth(extent.last - extent.first, maxPoints);
      const interval = extent.interval ?? (machine.intervalSeconds ?? 1) * 1000;
      const cells = await readCells(connection, source, metrics, width);
      return { raw, width, interval, cells };
    },
  );
  const { raw, width, interval } = found;
  return {
    kind,
    resolutionSeconds: (width ?? interval) / 1000,
    raw,
    source: 'raw',
    ...arrangeSeries({ kind, metrics, width, interval, cells: found.cells }),
    events: await readEvents(ctx, query),
  };
}

interface Source {
  sql: string;
  values: Record<string, ReturnType<typeof listValue>>;
}

function filterEntities(view: string, entities: readonly string[] | undefined): Source {
  if (!entities) return { sql: view, values: {} };
  if (entities.length === 0) return { sql: `(SELECT * FROM ${view} WHERE false)`, values: {} };
  return {
    sql: `(SELECT * FROM ${view} WHERE list_contains($entities, entity))`,
    values: { entities: listValue([...entities]) },
  };
}

/** Number of different sample times, the first and last of them, and their usual (median) distance, in ms. */
async function measure(connection: DuckDBConnection, { sql, values }: Source) {
  const columns = await queryColumns(
    connection,
    `SELECT count(*)::DOUBLE AS moments, min(time)::DOUBLE AS first, max(time)::DOUBLE AS last,
            median(step)::DOUBLE AS interval
       FROM (SELECT time, time - lag(time) OVER (ORDER BY time) AS step FROM (SELECT DISTINCT time FROM ${sql}))`,
    values,
  );
  const number = (name: string) => columns[name]?.[0] as number | null;
  return {
    moments: number('moments') ?? 0,
    first: number('first') ?? 0,
    last: number('last') ?? 0,
    interval: number('interval'),
  };
}

async function readCells(
  connection: DuckDBConnection,
  { sql, values }: Source,
  metrics: readonly string[],
  width: number | null,
): Promise<Record<string, Cell[]>> {
  if (width === null) {
    const columns = ['entity', 'time::DOUBLE AS time', ...metrics.map((id) => `${quoteName(id)}`)];
    return (await queryColumns(
      connection,
      `SELECT ${columns.join(', ')} FROM ${sql} ORDER BY time`,
      values,
    )) as Record<string, Cell[]>;
  }
  const bands = metrics.map((id) => {
    const name = quoteName(id);
    return `, avg(${name}) AS ${quoteName(`avg ${id}`)}, min(${name}) AS ${quoteName(`min ${id}`)}, max(${name}) AS ${quoteName(`max ${id}`)}`;
  });
  return (await queryColumns(
    connection,
    `SELECT entity, ((time // $width) * $width)::DOUBLE AS time, min(time)::DOUBLE AS first, max(time)::DOUBLE AS last
            ${bands.join('')}
       FROM ${sql} GROUP BY entity, time // $width ORDER BY 2`,
    { ...values, width: BigInt(width) },
  )) as Record<string, Cell[]>;
}
