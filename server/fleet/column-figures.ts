type Values = ArrayLike<number>;

/** Mean of the values, each as often as `weights` says; NaN is nothing measured. */
export function weightedMean(values: Values, weights: Values): number | null {
  let [sum, weight] = [0, 0];
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row] as number;
    if (Number.isNaN(value)) continue;
    sum += value * (weights[row] as number);
    weight += weights[row] as number;
  }
  return weight === 0 ? null : sum / weight;
}

/** A percentile by linear interpolation (type 7), as everywhere; NaN is nothing measured. */
export function percentileOf(values: Values, share: number): number | null {
  const known = new Float64Array(values.length);
  let count = 0;
  for (let row = 0; row < values.length; row += 1)
    if (!Number.isNaN(values[row])) {
      known[count] = values[row] as number;
      count += 1;
    }
  if (count === 0) return null;
  const sorted = known.subarray(0, count).sort();
  const rank = share * (count - 1);
  const below = sorted[Math.floor(rank)] as number;
  const above = sorted[Math.ceil(rank)] as number;
  return below + (above - below) * (rank - Math.floor(rank));
}

/** The highest value; NaN is nothing measured. */
export function highestOf(values: Values): number | null {
  let top: number | null = null;
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row] as number;
    if (!Number.isNaN(value) && (top === null || value > top)) top = value;
  }
  return top;
}

/** The weighted mean of each step of time; null where nothing was measured. */
export function stepMeans(
  times: Values,
  values: Values,
  weights: Values,
  { start, end, stepMs }: { start: number; end: number; stepMs: number },
): (number | null)[] {
  const steps = Math.round((end - start) / stepMs);
  const sums = new Float64Array(steps);
  const counts = new Float64Array(steps);
  for (let row = 0; row < times.length; row += 1) {
    const step = Math.floor(((times[row] as number) - start) / stepMs);
    const value = values[row] as number;
    if (step < 0 || step >= steps || Number.isNaN(value)) continue;
    sums[step] = (sums[step] as number) + value * (weights[row] as number);
    counts[step] = (counts[step] as number) + (weights[row] as number);
  }
  return Array.from(counts, (count, step) => (count === 0 ? null : (sums[step] as number) / count));
}

/** What the newest row says. */
export function newestOf(times: Values, values: Values): number | null {
  let [newest, found] = [Number.NEGATIVE_INFINITY, null as number | null];
  for (let row = 0; row < times.length; row += 1) {
    const value = values[row] as number;
    if (Number.isNaN(value) || (times[row] as number) < newest) continue;
    newest = times[row] as number;
    found = value;
  }
  return found;
}
