import type { HeatChart, TimeChart } from '../../report-model.ts';

/**
 * The point that a time belongs to: of lines the nearest, of cells the one it lies in.
 * @returns -1 when there is none
 */
export function nearIndex(
  { type, times }: Pick<TimeChart | HeatChart, 'type' | 'times'>,
  at: number,
): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  const before = low - 1;
  if (type === 'heat-chart' || before < 0) return before < 0 && times.length > 0 ? 0 : before;
  const next = times[low];
  return next !== undefined && next - at < at - (times[before] ?? 0) ? low : before;
}
