import type { TimeChart } from '../report-model.ts';
import { stackSeries } from './stack-series.ts';

/** The highest value a chart draws, in its unit; 0 when it draws nothing. */
export function largestValue(chart: TimeChart): number {
  const drawn: (number | null)[] = [...(chart.peak?.values ?? [])];
  if (chart.form === 'stack') {
    const layers = stackSeries(chart.series, chart.times.length);
    drawn.push(...(layers.at(-1)?.edges.map((edge) => edge?.[1] ?? null) ?? []));
  } else {
    for (const series of chart.series) drawn.push(...series.avg, ...(series.max ?? []));
  }
  return drawn.reduce<number>((top, value) => Math.max(top, value ?? 0), 0);
}
