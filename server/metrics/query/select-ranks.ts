/** Fewer values than this are simply sorted. */
const FEW = 4096;
const BINS = 16_384;
/** Values over hundreds of orders of magnitude leave little to each pass: then sorting is faster. */
const MOST_PASSES = 6;

/** Smallest and largest value. */
export interface Ends {
  low: number;
  high: number;
}

/**
 * The values at these ranks (0 is the smallest) of unsorted values without NaN: counted into bins of equal width, then
 * only the bins with a wanted rank are looked at again. Two passes over the values instead of the dozen of a selection
 * rank by rank.
 * @param ranks ascending, each below `values.length`
 */
export function selectRanks(
  values: Float64Array,
  ranks: readonly number[],
  { low, high }: Ends,
  pass = 0,
): number[] {
  if (values.length <= FEW || pass === MOST_PASSES) {
    const sorted = values.slice().sort();
    return ranks.map((rank) => sorted[rank] ?? Number.NaN);
  }
  const scale = (BINS - 1) / (high - low);
  if (low === high) return ranks.map(() => low);
  // A range that is beyond what numbers can divide.
  if (!(scale > 0 && Number.isFinite(scale))) return selectRanks(values, ranks, { low, high }, MOST_PASSES);
  const wanted = wantedBins(countBins(values, low, scale), ranks);
  const slots = new Int16Array(BINS).fill(-1);
  wanted.forEach(({ bin }, slot) => {
    slots[bin] = slot;
  });
  const held = wanted.map(({ count }) => ({ values: new Float64Array(count), at: 0 }));
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] as number;
    const slot = slots[((value - low) * scale) | 0] as number;
    if (slot < 0) continue;
    const part = held[slot];
    if (part) part.values[part.at++] = value;
  }
  return wanted.flatMap(({ ranks: inside }, slot) => {
    const part = held[slot]?.values ?? new Float64Array();
    return selectRanks(part, inside, endsOf(part), pass + 1);
  });
}

// Loops by index, and elements that are known to be there taken as numbers: with iterators and fallbacks these take
// ten times as long, and everybody waits.

/** The lowest and the highest of the values; there is at least one, and none is NaN. */
export function endsOf(values: Float64Array): Ends {
  let low = values[0] as number;
  let high = low;
  for (let at = 1; at < values.length; at += 1) {
    const value = values[at] as number;
    if (value < low) low = value;
    else if (value > high) high = value;
  }
  return { low, high };
}

function countBins(values: Float64Array, low: number, scale: number): Uint32Array {
  const counts = new Uint32Array(BINS);
  for (let at = 0; at < values.length; at += 1) {
    const bin = (((values[at] as number) - low) * scale) | 0;
    counts[bin] = (counts[bin] as number) + 1;
  }
  return counts;
}

/** The bins that have a wanted rank, with the ranks as they are inside of them. */
function wantedBins(counts: Uint32Array, ranks: readonly number[]) {
  const wanted: { bin: number; count: number; ranks: number[] }[] = [];
  let before = 0;
  let next = 0;
  for (let bin = 0; bin < counts.length && next < ranks.length; bin += 1) {
    const count = counts[bin] ?? 0;
    const inside: number[] = [];
    for (; (ranks[next] ?? Number.POSITIVE_INFINITY) < before + count; next += 1)
      inside.push((ranks[next] ?? 0) - before);
    if (inside.length > 0) wanted.push({ bin, count, ranks: inside });
    before += count;
  }
  return wanted;
}
