import type { Band, SeriesResult } from '#server/metrics/types.ts';
import type { ChartSeries, FigureUnit, TimeChart } from '../report-model.ts';
import { chartSeries, type SeriesChoice } from './chart-series.ts';
import type { Subject } from './subject.ts';
import { timeFrame } from './time-frame.ts';

/** What a chart of lines is to show. */
export interface LinesOptions {
  title: string;
  unit: FigureUnit;
  top?: number;
  ceiling?: TimeChart['ceiling'];
}

/** Series beside each other over time, as a block; none when there is nothing to draw. */
export function seriesChart(
  subject: Pick<Subject, 'data'>,
  result: SeriesResult,
  series: ChartSeries[],
  { title, unit, top, ceiling }: LinesOptions,
): TimeChart[] {
  if (series.length === 0) return [];
  return [
    {
      type: 'time-chart',
      ...timeFrame(subject, result),
      title,
      unit,
      form: 'lines',
      top: top ?? null,
      ceiling: ceiling ?? null,
      series,
      peak: null,
      marks: subject.data.host.events,
    },
  ];
}

/** Lines of the chosen metrics of the host, or of one entity's bands. */
export const linesChart = (
  subject: Pick<Subject, 'data'>,
  { result, bands }: { result: SeriesResult; bands: Readonly<Record<string, Band>> },
  choices: readonly SeriesChoice[],
  options: LinesOptions,
): TimeChart[] => seriesChart(subject, result, chartSeries(result, bands, choices), options);

/** Lines of host metrics. */
export const hostChart = (
  subject: Pick<Subject, 'data'>,
  choices: readonly SeriesChoice[],
  options: LinesOptions,
): TimeChart[] => {
  const { host } = subject.data;
  return linesChart(subject, { result: host, bands: host.series }, choices, options);
};
