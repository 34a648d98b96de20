import { setImmediate as turn } from 'node:timers/promises';
import type { MetricStats } from '#server/metrics/types.ts';
import { NO_STATS, PERCENTILES } from './entity-stats.ts';
import type { Gathered } from './gather-values.ts';
import { percentilesOf } from './percentiles-of.ts';

const SHARES = PERCENTILES.map(([, share]) => share);

/**
 * The statistics of the gathered values, each over `divisor`; those of whole numbers are summed up without rounding.
 * Each step takes some milliseconds for a million values: others may have their turn between.
 * @param isRate whether there is a total
 */
export async function summarizeGathered(
  { values: room, count, sum, low, high, integral }: Gathered,
  { divisor, isRate }: { divisor: number; isRate: boolean },
): Promise<MetricStats> {
  if (count === 0) return NO_STATS;
  const values = room.subarray(0, count);
  const percentiles = percentilesOf(values, SHARES, { divisor, ends: { low, high } });
  await turn();
  const squares = low === high ? 0 : squaresAround(values, sum / count);
  await turn();
  return {
    ...NO_STATS,
    count,
    min: low / divisor,
    max: high / divisor,
    avg: sum / count / divisor,
    stddev: count > 1 ? Math.sqrt(squares / (count - 1)) / divisor : null,
    current: (values[count - 1] ?? 0) / divisor,
    ...Object.fromEntries(PERCENTILES.map(([name], index) => [name, percentiles[index] ?? null])),
    p100: high / divisor,
    total: isRate ? integral / divisor : null,
  };
}

/** Four sums: one would wait for itself. */
function squaresAround(values: Float64Array, mean: number): number {
  let [a, b, c, d] = [0, 0, 0, 0];
  let at = 0;
  for (; at + 3 < values.length; at += 4) {
    const p = (values[at] as number) - mean;
    const q = (values[at + 1] as number) - mean;
    const r = (values[at + 2] as number) - mean;
    const s = (values[at + 3] as number) - mean;
    a += p * p;
    b += q * q;
    c += r * r;
    d += s * s;
  }
  for (; at < values.length; at += 1) a += ((values[at] as number) - mean) ** 2;
  return a + b + c + d;
}
