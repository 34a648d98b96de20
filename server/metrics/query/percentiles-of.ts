import { type Ends, endsOf, selectRanks } from './select-ranks.ts';

/**
 * Percentiles by linear interpolation between closest ranks (type 7): the value at rank (n − 1)·share.
 * @param values unsorted, at least one, no NaN
 * @param shares ascending, 0–1
 * @param known.divisor what each value is to be divided by
 * @param known.ends smallest and largest value, when they are known
 */
export function percentilesOf(
  values: Float64Array,
  shares: readonly number[],
  { divisor = 1, ends = endsOf(values) }: { divisor?: number; ends?: Ends } = {},
): number[] {
  const places = shares.map((share) => (values.length - 1) * share);
  const ranks = [...new Set(places.flatMap((place) => [Math.floor(place), Math.ceil(place)]))].sort(
    (a, b) => a - b,
  );
  const found = new Map(
    selectRanks(values, ranks, ends).map((value, index) => [ranks[index], value / divisor]),
  );
  return places.map((place) => {
    const below = found.get(Math.floor(place)) ?? Number.NaN;
    const above = found.get(Math.ceil(place)) ?? Number.NaN;
    return below + (above - below) * (place - Math.floor(place));
  });
}
