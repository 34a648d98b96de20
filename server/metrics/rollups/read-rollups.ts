import type { DDSketch } from '@datadog/sketches-js';
import { tenantDb } from '#server/db/tenant-db.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { decodeNumbers } from './decode-numbers.ts';
import { decodeSketches } from './decode-sketches.ts';
import type { Buckets } from './encode-sketches.ts';
import { emptySketch, sketchOf } from './sketch-scale.ts';
import type { RollupRequest, RollupSeries } from './types.ts';

/** The hours of one entity: numbers are [hour][metric], as array_send makes bytes of them. */
interface Row {
  machine_id: string;
  entity: string;
  hours: Buffer;
  counts: Buffer;
  /** Null is 0, and of a max that it is the min. */
  sums: Buffer;
  mins: Buffer;
  maxs: Buffer;
  sketches?: Buffer[];
}

/**
 * Hourly rollups of a few metrics, of any number of machines at once. Machines that are not this tenant's have none.
 * @throws AppError FORBIDDEN
 */
export async function readRollups(ctx: TenantContext, request: RollupRequest): Promise<RollupSeries[]> {
  requireScope(ctx, 'read');
  const { pool } = await tenantDb(ctx.tenant);
  const lists = await pool.query<{ id: string; metrics: string[] }>({
    name: 'rollup-metrics',
    text: 'SELECT id, metrics FROM rollup_metrics WHERE metrics && $1 ORDER BY id',
    values: [request.metrics],
  });
  const found = new Map<string, RollupSeries>();
  for (const { id, metrics } of lists.rows) {
    const places = metrics.flatMap((metric, place) => (request.metrics.includes(metric) ? [place] : []));
    const pick = (column: string) =>
      `array_send(array_agg(ARRAY[${places.map((place) => `${column}[${place + 1}]`).join(', ')}])) AS ${column}`;
    const { rows } = await pool.query<Row>(
      `SELECT machine_id, entity, array_send(array_agg(extract(epoch FROM hour)::float8 * 1000)) AS hours,
              ${['counts', 'sums', 'mins', 'maxs'].map(pick).join(', ')}
              ${request.sketches ? ', array_agg(sketches) AS sketches' : ''}
         FROM rollup_hour
        WHERE machine_id = ANY($1::uuid[]) AND kind = $2 AND hour >= $3 AND hour < $4 AND metrics_id = $5
              AND ($6::text[] IS NULL OR entity = ANY($6))
        GROUP BY machine_id, entity`,
      [request.machineIds, request.kind, request.start, request.end, id, request.entities ?? null],
    );
    const isWanted = (place: number) => places.includes(place);
    for (const row of rows) {
      const buckets = row.sketches?.map((data) => decodeSketches(data, metrics.length, isWanted));
      const numbers = decodeRow(row);
      for (const [column, place] of places.entries())
        add(found, row, {
          metric: metrics[place] ?? '',
          column,
          width: places.length,
          numbers,
          bucketsOf: (hour) => buckets?.[hour]?.[place],
        });
    }
  }
  return [...found.values()].map(sortByHour).sort(byName);
}

const decodeRow = ({ hours, counts, sums, mins, maxs }: Row) => ({
  hours: decodeNumbers(hours),
  counts: decodeNumbers(counts),
  sums: decodeNumbers(sums),
  mins: decodeNumbers(mins),
  maxs: decodeNumbers(maxs),
});

/** Adds one metric, a column of the numbers, to its series. Loops by index: a month of a host are 50,000 numbers. */
function add(
  found: Map<string, RollupSeries>,
  { machine_id: machineId, entity }: Row,
  source: {
    metric: string;
    column: number;
    width: number;
    numbers: ReturnType<typeof decodeRow>;
    bucketsOf: (hour: number) => Buckets | undefined;
  },
): void {
  const { metric, column, width, bucketsOf } = source;
  const { hours, counts, sums, mins, maxs } = source.numbers;
  const key = `${machineId} ${metric} ${entity}`;
  const series = found.get(key) ?? {
    machineId,
    entity,
    metric,
    hour: [],
    count: [],
    sum: [],
    min: [],
    max: [],
    sketches: [],
  };
  for (let row = 0, at = column; row < hours.length; row += 1, at += width) {
    const count = counts[at] as number;
    if (count === 0) continue;
    const min = orElse(mins[at] as number, 0);
    series.hour.push(hours[row] as number);
    series.count.push(count);
    series.sum.push(orElse(sums[at] as number, 0));
    series.min.push(min);
    series.max.push(orElse(maxs[at] as number, min));
    const buckets = bucketsOf(row);
    if (buckets) series.sketches.push(restore(buckets, count, min));
  }
  if (series.hour.length > 0) found.set(key, series);
}

const orElse = (value: number, instead: number): number => (Number.isNaN(value) ? instead : value);

/** Without buckets all values are the same. */
function restore({ zeros, keys, counts }: Buckets, count: number, value: number): DDSketch {
  const lowest = keys[0] ?? 0;
  if (zeros === 0 && keys.length === 0) {
    const sketch = emptySketch();
    sketch.accept(value, count);
    return sketch;
  }
  const bins = keys.length === 0 ? [] : new Array<number>((keys.at(-1) ?? lowest) - lowest + 1).fill(0);
  keys.forEach((key, index) => {
    bins[key - lowest] = counts[index] ?? 0;
  });
  return sketchOf(zeros, lowest, bins);
}

function sortByHour(series: RollupSeries): RollupSeries {
  if (series.hour.every((hour, row) => row === 0 || hour > (series.hour[row - 1] ?? hour))) return series;
  const order = series.hour
    .map((_, row) => row)
    .sort((a, b) => (series.hour[a] ?? 0) - (series.hour[b] ?? 0));
  const sorted = <T>(list: readonly T[]): T[] => order.flatMap((row) => list.slice(row, row + 1));
  return {
    ...series,
    hour: sorted(series.hour),
    count: sorted(series.count),
    sum: sorted(series.sum),
    min: sorted(series.min),
    max: sorted(series.max),
    sketches: sorted(series.sketches),
  };
}

const nameOf = ({ machineId, entity, metric }: RollupSeries) => `${machineId} ${entity} ${metric}`;
const byName = (a: RollupSeries, b: RollupSeries) => (nameOf(a) < nameOf(b) ? -1 : 1);
