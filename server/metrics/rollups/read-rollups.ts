import type { DDSketch } from '@datadog/sketches-js';
import { tenantDb } from '#server/db/tenant-db.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { decodeSketches } from './decode-sketches.ts';
import type { Buckets } from './encode-sketches.ts';
import { emptySketch, sketchOf } from './sketch-scale.ts';
import type { RollupRequest, RollupSeries } from './types.ts';

interface Row {
  machine_id: string;
  entity: string;
  hour: number;
  counts: number[];
  /** Null is 0, and of a max that it is the min. */
  sums: (number | null)[];
  mins: (number | null)[];
  maxs: (number | null)[];
  sketches?: Buffer;
}

/**
 * Hourly rollups of a few metrics, of any number of machines at once. Machines that are not this tenant's have none.
 * @throws AppError FORBIDDEN
 */
export async function readRollups(ctx: TenantContext, request: RollupRequest): Promise<RollupSeries[]> {
  requireScope(ctx, 'read');
  const { pool } = await tenantDb(ctx.tenant);
  const lists = await pool.query<{ id: string; metrics: string[] }>(
    'SELECT id, metrics FROM rollup_metrics WHERE metrics && $1 ORDER BY id',
    [request.metrics],
  );
  const found = new Map<string, RollupSeries>();
  for (const { id, metrics } of lists.rows) {
    const wanted = metrics.flatMap((metric, index) =>
      request.metrics.includes(metric) ? [{ metric, index }] : [],
    );
    const isWanted = (place: number) => wanted.some(({ index }) => index === place);
    const pick = (array: string) =>
      `ARRAY[${wanted.map(({ index }) => `${array}[${index + 1}]`).join(', ')}]`;
    const { rows } = await pool.query<Row>(
      `SELECT machine_id, entity, extract(epoch FROM hour)::float8 * 1000 AS hour, ${pick('counts')} AS counts,
              ${pick('sums')} AS sums, ${pick('mins')} AS mins, ${pick('maxs')} AS maxs
              ${request.sketches ? ', sketches' : ''}
         FROM rollup_hour
        WHERE machine_id = ANY($1::uuid[]) AND kind = $2 AND hour >= $3 AND hour < $4 AND metrics_id = $5
              AND ($6::text[] IS NULL OR entity = ANY($6))`,
      [request.machineIds, request.kind, request.start, request.end, id, request.entities ?? null],
    );
    for (const row of rows) {
      const buckets = row.sketches ? decodeSketches(row.sketches, metrics.length, isWanted) : undefined;
      for (const [place, { metric, index }] of wanted.entries())
        add(found, row, { metric, place, buckets: buckets?.[index] });
    }
  }
  return [...found.values()].map(sortByHour).sort(byName);
}

function add(
  found: Map<string, RollupSeries>,
  row: Row,
  { metric, place, buckets }: { metric: string; place: number; buckets: Buckets | undefined },
): void {
  const count = row.counts[place] ?? 0;
  if (count === 0) return;
  const key = `${row.machine_id} ${metric} ${row.entity}`;
  let series = found.get(key);
  if (!series) {
    const { machine_id: machineId, entity } = row;
    series = { machineId, entity, metric, hour: [], count: [], sum: [], min: [], max: [], sketches: [] };
    found.set(key, series);
  }
  const min = row.mins[place] ?? 0;
  series.hour.push(row.hour);
  series.count.push(count);
  series.sum.push(row.sums[place] ?? 0);
  series.min.push(min);
  series.max.push(row.maxs[place] ?? min);
  if (buckets) series.sketches.push(restore(buckets, count, min));
}

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
