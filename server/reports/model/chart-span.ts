import type { ReportInput } from './report-input.ts';

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
export function chartSpan({ start, end, stats, host }: ReportInput): ChartSpan {
  const range = { start: start.getTime(), end: end.getTime(), isNarrowed: false };
  if (!stats.dataRange) return range;
  const first = stats.dataRange.start;
  // The last point still stands for one step.
  const last = Math.min(range.end, stats.dataRange.end + host.resolutionSeconds * 1000);
  const isShort = last - first < WORTH_SHOWING * (range.end - range.start);
  return isShort && last > first ? { start: first, end: last, isNarrowed: true } : range;
}
