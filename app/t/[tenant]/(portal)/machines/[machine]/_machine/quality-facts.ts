import { formatNumber } from '#app/_components/format/format-number.ts';
import type { Quality } from '#server/metrics/quality/types.ts';

const count = (value: number) => value.toLocaleString('en-US');

/** The counts beside the score, as they are written. */
export function qualityFacts(quality: Quality): [label: string, value: string][] {
  const { coverage, present, expected, intervals, gapCount, restarts, clockSteps, duplicates, misfits } =
    quality;
  const steps = [...new Set(intervals.map(({ seconds }) => `${formatNumber(seconds)} s`))];
  return [
    // Rounded down: 100 % is for what has no hole.
    ['Coverage', coverage === null ? '–' : `${(Math.floor(coverage * 10_000) / 100).toFixed(2)} %`],
    ['Samples', `${count(present)} of ${count(expected)}`],
    ['Interval', steps.length > 3 ? `${steps.slice(0, 3).join(', ')} and others` : steps.join(', ') || '–'],
    ['Gaps', count(gapCount)],
    ['Restarts', count(restarts.length)],
    ['Clock steps', count(clockSteps.length)],
    ['Duplicate rows', count(duplicates)],
    ['Impossible values', count(misfits.reduce((sum, misfit) => sum + misfit.count, 0))],
  ];
}
