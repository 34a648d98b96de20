import type { NumberPart } from '#server/metrics/duckdb/scan-numbers.ts';

/** What has been seen of one metric of one entity, in time order. */
export interface Gathered {
  /** Room for all values; `count` of them are there. */
  values: Float64Array;
  count: number;
  sum: number;
  low: number;
  high: number;
  /** Sum of each value times the seconds of its interval. */
  integral: number;
  /** Rows seen, those without a value included. */
  rows: number;
}

/** The state before the first value; `room` has to hold all that will be added. */
export const gatherNothing = (room: Float64Array): Gathered => ({
  ...{ values: room, count: 0, rows: 0, sum: 0, integral: 0 },
  ...{ low: Number.POSITIVE_INFINITY, high: Number.NEGATIVE_INFINITY },
});

/**
 * Adds the items `from` … `to` of a part while they are warm in the CPU's cache.
 * @param seconds the length of each row's interval; null for no integral
 */
export function gatherValues(
  gathered: Gathered,
  { items, nulls }: Pick<NumberPart, 'items' | 'nulls'>,
  { from, to, seconds }: { from: number; to: number; seconds: Float64Array | null },
): void {
  let begin = from;
  for (const empty of nulls) {
    if (empty < from) continue;
    if (empty >= to) break;
    addItems(gathered, items.subarray(begin, empty), seconds);
    gathered.rows += 1;
    begin = empty + 1;
  }
  addItems(gathered, items.subarray(begin, to), seconds);
}

// Loops by index, and elements that are known to be there taken as numbers: everybody waits for them.

function addItems(gathered: Gathered, items: NumberPart['items'], seconds: Float64Array | null): void {
  const from = gathered.count;
  gathered.values.set(items, from);
  gathered.count += items.length;
  const values = gathered.values.subarray(from, gathered.count);
  addUp(gathered, values);
  if (seconds) gathered.integral += integrate(values, seconds.subarray(gathered.rows));
  gathered.rows += items.length;
}

/** Two sums: one would wait for itself. */
function addUp(gathered: Gathered, values: Float64Array): void {
  let { low, high } = gathered;
  let [even, odd] = [0, 0];
  const pairs = values.length & ~1;
  for (let at = 0; at < pairs; at += 2) {
    const a = values[at] as number;
    const b = values[at + 1] as number;
    even += a;
    odd += b;
    if (a < low) low = a;
    if (a > high) high = a;
    if (b < low) low = b;
    if (b > high) high = b;
  }
  if (pairs < values.length) {
    const last = values[pairs] as number;
    odd += last;
    if (last < low) low = last;
    if (last > high) high = last;
  }
  gathered.sum += even + odd;
  gathered.low = low;
  gathered.high = high;
}

function integrate(values: Float64Array, seconds: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < values.length; at += 1) sum += (values[at] as number) * (seconds[at] as number);
  return sum;
}
