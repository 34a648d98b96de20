import type { SeriesResult } from '#server/metrics/types.ts';
import type { ChartSeries, SeriesColour } from '../report-model.ts';

export interface SeriesChoice {
  id: string;
  label: string;
  colour: SeriesColour;
}

/** The chosen host metrics as chart series; those never measured are left out. Raw samples have no min–max. */
export function chartSeries(host: SeriesResult, choices: readonly SeriesChoice[]): ChartSeries[] {
  return choices.flatMap((choice): ChartSeries[] => {
    const band = host.series[choice.id];
    if (!band?.avg.some((value) => value !== null)) return [];
    return [{ ...choice, avg: band.avg, min: host.raw ? null : band.min, max: host.raw ? null : band.max }];
  });
}
