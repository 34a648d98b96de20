import { formatDuration } from '../format/format-duration.ts';
import type { TimeChart } from '../report-model.ts';
import { chartSpan } from './chart-span.ts';
import type { ReportInput } from './report-input.ts';

/** What all charts of a report share: the axis of time, the points, and the events to mark. */
export function timeFrame(
  input: ReportInput,
): Pick<TimeChart, 'type' | 'start' | 'end' | 'resolutionSeconds' | 'times' | 'marks'> {
  const { host } = input;
  const { start, end } = chartSpan(input);
  return {
    type: 'time-chart',
    start,
    end,
    resolutionSeconds: host.resolutionSeconds,
    times: host.timestamps,
    marks: host.events,
  };
}

/** What a point of the charts stands for, as the end of a sentence. */
export const pointMeaning = ({ host }: ReportInput): string =>
  host.raw
    ? `One sample each ${formatDuration(host.resolutionSeconds)}.`
    : `Averages of ${formatDuration(host.resolutionSeconds)}`;
