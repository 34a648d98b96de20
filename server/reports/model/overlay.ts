import type { Band } from '#server/metrics/types.ts';
import type { ChartSeries, SeriesColour, TimeAxis } from '../report-model.ts';

/** One line of an overlay: `shift` ms are added to its times, so that an earlier period lies over a later one. */
export interface OverlayLine {
  id: string;
  label: string;
  colour: SeriesColour;
  timestamps: readonly number[];
  resolutionSeconds: number;
  band: Band | undefined;
  shift?: number;
}

interface Cell {
  sum: number;
  count: number;
  min: number;
  max: number;
}

/**
 * Several series in the same buckets, as wide as the widest any of them has and aligned to the clock: means of means,
 * lowest of lowest, highest of highest.
 */
export function overlay(
  lines: readonly OverlayLine[],
  { start, end }: { start: number; end: number },
): TimeAxis & { series: ChartSeries[] } {
  const resolutionSeconds = Math.max(1, ...lines.map((line) => line.resolutionSeconds));
  const width = resolutionSeconds * 1000;
  const bucketOf = (time: number) => Math.floor(time / width);
  const first = bucketOf(start);
  const count = Math.max(0, bucketOf(end - 1) - first + 1);
  const times = Array.from({ length: count }, (_, at) => (first + at) * width);
  const series = lines.flatMap(({ id, label, colour, timestamps, band, shift = 0 }): ChartSeries[] => {
    const cells: (Cell | undefined)[] = new Array(count).fill(undefined);
    timestamps.forEach((time, at) => {
      const avg = band?.avg[at] ?? null;
      const place = bucketOf(time + shift) - first;
      if (avg === null || place < 0 || place >= count) return;
      const [low, high] = [band?.min[at] ?? avg, band?.max[at] ?? avg];
      const cell = cells[place];
      cells[place] = cell
        ? {
            sum: cell.sum + avg,
            count: cell.count + 1,
            min: Math.min(cell.min, low),
            max: Math.max(cell.max, high),
          }
        : { sum: avg, count: 1, min: low, max: high };
    });
    if (!cells.some(Boolean)) return [];
    const of = (pick: (cell: Cell) => number) => cells.map((cell) => (cell ? pick(cell) : null));
    return [
      {
        id,
        label,
        colour,
        avg: of(({ sum, count: samples }) => sum / samples),
        min: of(({ min }) => min),
        max: of(({ max }) => max),
      },
    ];
  });
  return { start, end, resolutionSeconds, times, series };
}
