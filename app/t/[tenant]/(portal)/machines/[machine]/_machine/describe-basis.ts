import type { SeriesResult } from '#server/metrics/types.ts';

const STEPS = [
  [86_400, 'd'],
  [3600, 'h'],
  [60, 'min'],
] as const;

/** A width of time in its largest whole unit: "15 s", "5 min", "6 h". */
function formatStep(seconds: number): string {
  const whole = Math.round(seconds * 10) / 10;
  for (const [size, unit] of STEPS) if (whole >= size && whole % size === 0) return `${whole / size} ${unit}`;
  return `${whole} s`;
}

/** What the points of a chart are: samples, or buckets of them, or buckets of hourly figures. */
export function describeBasis(series: Pick<SeriesResult, 'raw' | 'source' | 'resolutionSeconds'>): string {
  const step = formatStep(series.resolutionSeconds);
  if (series.raw) return `raw, ${step}`;
  return series.source === 'raw' ? `${step} buckets of raw` : `${step} buckets of hourly figures`;
}
