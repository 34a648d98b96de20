import { type DuckDBConnection, listValue } from '@duckdb/node-api';
import { quoteName } from '#server/metrics/duckdb/quote-name.ts';
import { readColumns } from '#server/metrics/duckdb/read-columns.ts';
import { samplesView, storedView } from '#server/metrics/samples/sample-tables.ts';
import type { SeriesPlan } from './series-plan.ts';

/** One statistic of one metric, row by row. */
export interface MetricColumns {
  avg: Float64Array;
  min: Float64Array;
  max: Float64Array;
}

/** Samples or buckets of one kind by time, column-wise; NaN where a value is not known. */
export interface SeriesRows {
  /** Width of a bucket in ms; null for raw samples. */
  width: number | null;
  entity: readonly string[];
  /** Sample time or begin of the bucket, Unix ms. */
  time: Float64Array;
  /** First and last sample time in the bucket. */
  first: Float64Array;
  last: Float64Array;
  /** Samples in the bucket. */
  count: Float64Array;
  metrics: ReadonlyMap<string, MetricColumns>;
}

/** The samples themselves (`width` null), or buckets of `width` ms aligned to the clock. */
export async function readRows(
  connection: DuckDBConnection,
  { kind, metrics, entities }: Pick<SeriesPlan, 'kind' | 'metrics' | 'entities'>,
  width: number | null,
): Promise<SeriesRows> {
  // DuckDB takes no parameter that is an empty list.
  const named = entities && entities.length > 0 ? { entities: listValue([...entities]) } : undefined;
  const where = named ? 'WHERE list_contains($entities, entity)' : entities ? 'WHERE false' : '';
  const columns = await readColumns(
    connection,
    width === null
      ? rawSql(metrics, `FROM ${samplesView(kind)} ${where}`)
      : bucketSql({ metrics, from: `FROM ${storedView(kind)} ${where}`, width, grouped: kind !== 'host' }),
    named ?? {},
  );
  const { rows, numbers } = columns;
  const time = numbers('time');
  return {
    width,
    entity: columns.text('entity'),
    time,
    first: width === null ? time : numbers('first'),
    last: width === null ? time : numbers('last'),
    count: width === null ? new Float64Array(rows).fill(1) : numbers('count'),
    metrics: new Map(
      metrics.map((id) => {
        const one = (statistic: string) => numbers(width === null ? id : `${statistic} ${id}`);
        return [id, { avg: one('avg'), min: one('min'), max: one('max') }];
      }),
    ),
  };
}

const rawSql = (metrics: readonly string[], from: string): string =>
  `SELECT ${['entity', 'time::DOUBLE AS time', ...metrics.map(quoteName)].join(', ')} ${from} ORDER BY time`;

/**
 * The width stands in the text: as a parameter it would be a HUGEINT, and dividing by it takes ten times as long. The
 * host is one entity, so there is no need to group by it. Values are summed up in the types they are stored in: a
 * DOUBLE is made of each bucket's, not of each sample's.
 */
function bucketSql(query: {
  metrics: readonly string[];
  from: string;
  width: number;
  grouped: boolean;
}): string {
  const bands = query.metrics.map((id) => {
    const name = quoteName(id);
    return `, avg(${name}) AS ${quoteName(`avg ${id}`)}, min(${name})::DOUBLE AS ${quoteName(`min ${id}`)}, max(${name})::DOUBLE AS ${quoteName(`max ${id}`)}`;
  });
  const bucket = `time // ${query.width}`;
  return `SELECT ${query.grouped ? 'entity' : `'' AS entity`}, (${bucket} * ${query.width})::DOUBLE AS time,
                 min(time)::DOUBLE AS first, max(time)::DOUBLE AS last, count(*)::DOUBLE AS count ${bands.join('')}
            ${query.from} GROUP BY ${query.grouped ? 'entity, ' : ''}${bucket} ORDER BY 2`;
}
