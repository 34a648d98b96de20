import type { SeriesColour } from '../../report-model.ts';
import { bandSeries } from '../chart-series.ts';
import { daysText } from '../days-text.ts';
import { fillForecasts } from '../fill-forecast.ts';
import { seriesChart } from '../lines-chart.ts';
import { stateOfFilling } from '../state-of-filling.ts';
import type { Draft, Subject } from '../subject.ts';

const COLOURS: readonly SeriesColour[] = ['one', 'two', 'three', 'four', 'five', 'six'];
/** How full each file system is and when it will be; null when none was recorded. */
export function filesystemsSection(subject: Subject): Draft | null {
  const forecasts = fillForecasts(subject);
  if (forecasts.length === 0) return null;
  const result = subject.data.entities.filesystem;
  const { approximate } = subject.data.stats;
  const fullest = forecasts
    .toSorted((a, b) => (b.highestPercent ?? 0) - (a.highestPercent ?? 0))
    .slice(0, COLOURS.length);
  return {
    id: 'filesystems',
    title: 'File systems',
    intro: `Days until full: what is available, over the growth of this range. Growth is the Theil–Sen slope through the ${approximate ? 'means' : 'medians'} of the hours, with its 95 % interval (Sen 1968).`,
    blocks: [
      ...seriesChart(
        subject,
        result,
        fullest.flatMap(({ mount }, at) => {
          const choice = { id: mount, label: mount, colour: COLOURS[at] ?? 'one' };
          return bandSeries(result, result.entities[mount]?.fs_used_percent, choice) ?? [];
        }),
        { title: 'Used', unit: 'percent', top: 100 },
      ),
      {
        type: 'table',
        title: 'Every file system',
        head: 'mount point',
        columns: [
          { label: 'size', unit: 'megabytes' },
          { label: 'used', unit: 'megabytes' },
          { label: 'available', unit: 'megabytes' },
          { label: 'used', unit: 'percent' },
          { label: 'growth per day', unit: 'megabytes' },
          { label: 'at least', unit: 'megabytes' },
          { label: 'at most', unit: 'megabytes' },
          { label: 'days until full', unit: null },
        ],
        rows: forecasts.map((one) => ({
          label: one.mount,
          unit: null,
          figures: [
            one.size,
            one.used,
            one.available,
            one.usedPercent,
            one.growth?.slope ?? null,
            one.growth?.low ?? null,
            one.growth?.high ?? null,
            daysText(one),
          ],
          state: stateOfFilling(one, subject.options.thresholds),
        })),
        note: `Sizes as of the newest sample${approximate ? ', or the mean of the newest hour where it is past retention' : ''}. In brackets: at soonest and at latest. A trend needs samples in six hours.`,
      },
    ],
  };
}
