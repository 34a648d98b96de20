import { formatDuration } from '../format/format-duration.ts';
import { formatNumber } from '../format/format-number.ts';
import { formatRange } from '../format/format-range.ts';
import { sampleFacts } from './sample-facts.ts';
import type { Subject } from './subject.ts';

/** On what a section rests: its range, samples and their interval. */
export function sectionBasis(subject: Subject): string {
  const { data, options } = subject;
  const { count, intervalSeconds } = sampleFacts(subject);
  const each = intervalSeconds === null ? '' : `, one each ${formatDuration(intervalSeconds)}`;
  const samples = `${formatNumber(count, 0)} ${count === 1 ? 'sample' : 'samples'}`;
  const rolled = data.stats.approximate ? ', from hourly rollups' : '';
  return `${formatRange(data.start, data.end, options.timeZone)} · ${samples}${each}${rolled}`;
}
