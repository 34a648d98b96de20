import type { Band, SeriesResult } from '#server/metrics/types.ts';
import type { ChartSeries, SeriesColour } from '../report-model.ts';

export interface SeriesChoice {
  id: string;
  label: string;
  colour: SeriesColour;
}

/** One band as a chart series; raw samples have no min–max. Null when nothing was measured. */
export function bandSeries(
  result: Pick<SeriesResult, 'raw'>,
  band: Band | undefined,
  choice: SeriesChoice,
): ChartSeries | null {
  if (!band?.avg.some((value) => value !== null)) return null;
  const { id, label, colour } = choice;
  const [min, max] = result.raw ? [null, null] : [band.min, band.max];
  return { id, label, colour, avg: band.avg, min, max };
}

/** The chosen metrics as chart series; those never measured are left out. */
export const chartSeries = (
  result: Pick<SeriesResult, 'raw'>,
  bands: Readonly<Record<string, Band>>,
  choices: readonly SeriesChoice[],
): ChartSeries[] => choices.flatMap((choice) => bandSeries(result, bands[choice.id], choice) ?? []);
