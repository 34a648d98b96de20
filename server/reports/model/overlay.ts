import { bucketWidth } from '#server/metrics/query/bucket-width.ts';
import type { Band } from '#server/metrics/types.ts';
import { POINTS } from '../limits.ts';
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

/** Series may have a few more points than were asked for, which is no reason for others. */
const MOST_POINTS = 2 * POINTS.host;

/** With samples in less of the range than this, the axis shows where the samples are, as that of other charts does. */
const WORTH_SHOWING = 0.5;

/**
 * Several series in the same buckets, as wide as the widest any of them has and aligned to the clock: means of means,
 * lowest of lowest, highest of highest. Wider, where samples so close together would be more points than a chart has:
 * series of few samples each may lie far apart.
 */
export function overlay(
  lines: readonly OverlayLine[],
  range: { start: number; end: number },
): TimeAxis & { series: ChartSeries[] } {
  const finest = Math.max(1, ...lines.map((line) => line.resolutionSeconds)) * 1000;
  const { start, end } = sampledSpan(lines, range, finest);
  const isFine = end - start > MOST_POINTS * finest;
  const width = isFine ? Math.max(finest, bucketWidth(end - start, POINTS.host)) : finest;
  const resolutionSeconds = width / 1000;
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

/** The range, or where the samples of all lines lie when that is less than half of it. */
function sampledSpan(
  lines: readonly OverlayLine[],
  { start, end }: { start: number; end: number },
  width: number,
) {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const { timestamps, band, shift = 0 } of lines)
    timestamps.forEach((time, at) => {
      const moved = time + shift;
      if ((band?.avg[at] ?? null) === null || moved < start || moved >= end) return;
      first = Math.min(first, moved);
      last = Math.max(last, moved);
    });
  // The last point still stands for one step.
  const until = Math.min(end, last + width);
  return until > first && until - first < WORTH_SHOWING * (end - start)
    ? { start: first, end: until }
    : { start, end };
}
