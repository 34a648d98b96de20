import { formatDuration } from '../format/format-duration.ts';
import { formatNumber } from '../format/format-number.ts';
import { formatRange } from '../format/format-range.ts';
import { sampleFacts } from './sample-facts.ts';
import type { Subject } from './subject.ts';

/** On what a section about several machines rests: its range, all their samples, and the intervals of these. */
export function sharedBasis(subjects: readonly Subject[], timeZone: string): string {
  const all = subjects.map(sampleFacts);
  const count = all.reduce((sum, facts) => sum + facts.count, 0);
  const intervals = [...new Set(all.flatMap(({ intervalSeconds }) => intervalSeconds ?? []))].sort(
    (a, b) => a - b,
  );
  const [least, most] = [intervals[0], intervals.at(-1)];
  const each =
    least === undefined || most === undefined
      ? ''
      : `, one each ${formatDuration(least)}${formatDuration(most) === formatDuration(least) ? '' : ` to ${formatDuration(most)}`}`;
  const rolled = subjects.some(({ data }) => data.stats.approximate) ? ', in part from hourly rollups' : '';
  const [first] = subjects;
  const range = first ? `${formatRange(first.data.start, first.data.end, timeZone)} · ` : '';
  return `${range}${formatNumber(count, 0)} samples of ${subjects.length} machines${each}${rolled}`;
}
