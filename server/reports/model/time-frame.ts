import type { SeriesResult } from '#server/metrics/types.ts';
import { formatDuration } from '../format/format-duration.ts';
import type { TimeAxis } from '../report-model.ts';
import { chartSpan } from './chart-span.ts';
import type { Subject } from './subject.ts';

/** The axis of time of a chart of one result. */
export function timeFrame(subject: Pick<Subject, 'data'>, result: SeriesResult): TimeAxis {
  const { start, end } = chartSpan(subject, result);
  return { start, end, resolutionSeconds: result.resolutionSeconds, times: result.timestamps };
}

/** What a point of the charts stands for, as a sentence. */
export const pointMeaning = (result: SeriesResult): string =>
  result.raw
    ? `One sample each ${formatDuration(result.resolutionSeconds)}.`
    : `Averages of ${formatDuration(result.resolutionSeconds)}; the shade is the range from lowest to highest sample in each.`;
