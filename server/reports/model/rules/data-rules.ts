import { formatDuration } from '../../format/format-duration.ts';
import { formatFigure } from '../../format/format-figure.ts';
import type { FindingRule } from './rule.ts';
import { onMoment } from './worst-moment.ts';

export const DATA_RULES: readonly FindingRule[] = [
  {
    id: 'coverage',
    resource: 'data',
    section: 'quality',
    threshold: 'missing_samples',
    measure: (subject) => {
      const { quality } = subject.data;
      if (!quality || quality.coverage === null) return null;
      const { gaps, gapCount, expected, present } = quality;
      const longest = gaps.toSorted((a, b) => b.end - b.start - (a.end - a.start))[0];
      const at = longest?.start ?? null;
      const worst = longest
        ? `; ${gapCount === 1 ? 'the only gap' : `the longest of ${gapCount} gaps`} lasts ${formatDuration((longest.end - longest.start) / 1000)} from${onMoment(subject, at).replace(' on', '')}`
        : '';
      const value = 100 * (1 - quality.coverage);
      return {
        value,
        sentence: `${formatFigure(value, 'percent')} of the expected samples are missing (${expected - present} of ${expected})${worst}.`,
        at,
      };
    },
    watch: 'Part of the range has no samples.',
    act: 'Much of the range has no samples.',
    advice:
      'Check that the agent ran and could reach the portal; what it cannot send it keeps and delivers later.',
  },
  {
    id: 'impossible-values',
    resource: 'data',
    section: 'quality',
    threshold: null,
    measure: ({ data }) => {
      const misfits = data.quality?.misfits ?? [];
      const count = misfits.reduce((sum, one) => sum + one.count, 0);
      const names = misfits.map(({ metric }) => metric).join(', ');
      return {
        value: count,
        state: count > 0 ? 'watch' : 'good',
        sentence: `${count} ${count === 1 ? 'value' : 'values'} of ${names} cannot be right.`,
        at: null,
      };
    },
    watch: 'Some values are impossible.',
    act: 'Some values are impossible.',
    advice: 'Check the source of the uploaded files, above all the units of these columns.',
  },
  {
    id: 'restarts',
    resource: 'data',
    section: 'quality',
    threshold: null,
    measure: (subject) => {
      const restarts = subject.data.host.events.filter(({ type }) => type === 'restart');
      const at = restarts.at(-1)?.at ?? null;
      return {
        value: restarts.length,
        state: restarts.length > 0 ? 'watch' : 'good',
        sentence: `It restarted ${restarts.length === 1 ? 'once,' : `${restarts.length} times, last`}${onMoment(subject, at)}.`,
        at,
      };
    },
    watch: 'The machine restarted.',
    act: 'The machine restarted.',
    advice: 'If this was not planned, the kernel log from just before that moment says why.',
  },
];
