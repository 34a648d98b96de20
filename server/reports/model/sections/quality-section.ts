import { metricsOf } from '#agent/contract/metrics.ts';
import type { Gap, Misfit } from '#server/metrics/quality/types.ts';
import { formatDuration } from '../../format/format-duration.ts';
import { formatFigure } from '../../format/format-figure.ts';
import { formatMoment } from '../../format/format-time.ts';
import { zonedTime } from '../../format/zoned-time.ts';
import type { FigureTable } from '../../report-model.ts';
import type { Draft, Subject } from '../subject.ts';

const MOST_GAPS = 30;

/** What each kind of fault does to the figures. */
const EFFECTS: Readonly<Record<string, string>> = {
  no_samples: 'There are no figures.',
  coverage:
    'Percentiles and averages are of the samples that are there; what happened in between is not in them.',
  gaps: 'Lines break at gaps, and totals count nothing in them: true totals are higher.',
  restarts: 'No rate is taken across a restart, so no spike comes of it.',
  clock_steps: 'Rates use the uptime clock and stay right; the times on the axis may be off.',
  duplicates: 'Each moment counts once, with the newest value.',
  out_of_range:
    'These values are in the figures as they were recorded: judge the highest and lowest with care.',
};

/** What is wrong with the samples and what that does to the figures; null when they were not judged. */
export function qualitySection(subject: Subject): Draft | null {
  const { quality, stats } = subject.data;
  if (!quality)
    return stats.approximate
      ? {
          id: 'quality',
          title: 'Data quality',
          intro:
            'Raw samples of a part of the range are past retention, so they were not judged. Figures come from hourly rollups: percentiles are within 1 % of the value.',
          blocks: [],
        }
      : null;
  const { score, reasons, present, expected, coverage } = quality;
  const share = coverage === null ? '' : ` (${formatFigure(100 * coverage, 'percent')})`;
  return {
    id: 'quality',
    title: 'Data quality',
    intro: `Score ${score} of 100: ${present.toLocaleString('en')} of ${expected.toLocaleString('en')} expected samples are there${share}.`,
    blocks: [
      ...(reasons.length === 0
        ? [
            {
              type: 'paragraph' as const,
              text: 'Nothing is missing and nothing is impossible: every figure is as recorded.',
            },
          ]
        : [
            {
              type: 'table' as const,
              title: 'What took points away',
              head: 'fault',
              columns: [
                { label: 'points', unit: 'count' as const },
                { label: 'what it does to the figures', unit: null },
              ],
              rows: reasons.map(({ id, text, points }) => ({
                label: text,
                unit: null,
                figures: [points, EFFECTS[id] ?? ''],
              })),
              note: null,
            },
          ]),
      ...gapTable(quality.gaps, quality.gapCount, subject.options.timeZone),
      ...misfitTable(quality.misfits),
    ],
  };
}

function gapTable(gaps: readonly Gap[], count: number, zone: string): FigureTable[] {
  if (gaps.length === 0) return [];
  const moment = (time: number) => formatMoment(zonedTime(new Date(time), zone));
  const longest = gaps.toSorted((a, b) => b.end - b.start - (a.end - a.start)).slice(0, MOST_GAPS);
  return [
    {
      type: 'table',
      title: 'Gaps',
      head: 'from',
      columns: [
        { label: 'to', unit: null },
        { label: 'length', unit: null },
        { label: 'samples missing', unit: 'count' },
      ],
      rows: longest
        .toSorted((a, b) => a.start - b.start)
        .map(({ start, end, missing }) => ({
          label: moment(start),
          unit: null,
          figures: [moment(end), formatDuration((end - start) / 1000), missing],
        })),
      note: count > MOST_GAPS ? `The longest ${MOST_GAPS} of ${count}.` : null,
    },
  ];
}

function misfitTable(misfits: readonly Misfit[]): FigureTable[] {
  if (misfits.length === 0) return [];
  return [
    {
      type: 'table',
      title: 'Values that cannot be',
      head: 'metric',
      columns: ['values', 'lowest', 'highest', 'possible from', 'to'].map((label) => ({
        label,
        unit: 'count',
      })),
      rows: misfits.map(({ kind, metric, count, lowest, highest, range }) => ({
        label: `${kind}: ${metricsOf(kind).find(({ id }) => id === metric)?.label ?? metric}`,
        unit: null,
        figures: [count, lowest, highest, ...range],
      })),
      note: null,
    },
  ];
}
