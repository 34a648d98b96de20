import type { SeriesResult } from '#server/metrics/types.ts';
import type { Subject } from './subject.ts';

/** With samples in less of the range than this, charts show where the samples are, not mostly nothing. */
const WORTH_SHOWING = 0.5;

export interface ChartSpan {
  /** Ends of the time axis, Unix ms. */
  start: number;
  end: number;
  /** Whether that is less than the range. */
  isNarrowed: boolean;
}

/** The time axis of all charts: the range, or where the samples lie when that is less than half of it. */
export function chartSpan({ data }: Pick<Subject, 'data'>, of: SeriesResult = data.host): ChartSpan {
  const range = { start: data.start.getTime(), end: data.end.getTime(), isNarrowed: false };
  const { dataRange } = data.stats;
  if (!dataRange) return range;
  const first = dataRange.start;
  // The last point still stands for one step.
  const last = Math.min(range.end, dataRange.end + of.resolutionSeconds * 1000);
  const isShort = last - first < WORTH_SHOWING * (range.end - range.start);
  return isShort && last > first ? { start: first, end: last, isNarrowed: true } : range;
}
