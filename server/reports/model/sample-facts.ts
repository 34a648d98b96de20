import type { SampleFacts } from '../report-model.ts';
import type { Subject } from './subject.ts';

const iso = (time: number | undefined): string | null =>
  time === undefined ? null : new Date(time).toISOString();

/** How many samples a machine's figures rest on, and how much of the range (as far as it is past) they cover. */
export function sampleFacts({ data, facts, generatedAt }: Subject): SampleFacts {
  const { stats, host, quality, start, end } = data;
  const intervalSeconds = data.intervalSeconds ?? facts.intervalSeconds;
  const seconds = (Math.min(end.getTime(), generatedAt.getTime()) - start.getTime()) / 1000;
  const known = intervalSeconds === null || seconds <= 0 ? null : (stats.samples * intervalSeconds) / seconds;
  const coverage = quality?.coverage ?? known;
  return {
    count: stats.samples,
    intervalSeconds,
    coverage: coverage === null ? null : Math.min(1, coverage),
    first: iso(stats.dataRange?.start),
    last: iso(stats.dataRange?.end),
    restarts: host.events.filter(({ type }) => type === 'restart').length,
    gaps: quality?.gapCount ?? host.events.filter(({ type }) => type === 'gap').length,
  };
}

/** Of several machines together: sums, the longest interval, the mean coverage. */
export function allSamples(all: readonly SampleFacts[]): SampleFacts {
  const [only] = all;
  if (only && all.length === 1) return only;
  const known = all.flatMap(({ coverage }) => coverage ?? []);
  const intervals = all.flatMap(({ intervalSeconds }) => intervalSeconds ?? []);
  const sum = (of: 'count' | 'restarts' | 'gaps') => all.reduce((total, one) => total + one[of], 0);
  return {
    count: sum('count'),
    intervalSeconds: intervals.length === 0 ? null : Math.max(...intervals),
    coverage: known.length === 0 ? null : known.reduce((total, one) => total + one, 0) / known.length,
    first: all.flatMap(({ first }) => first ?? []).sort()[0] ?? null,
    last:
      all
        .flatMap(({ last }) => last ?? [])
        .sort()
        .at(-1) ?? null,
    restarts: sum('restarts'),
    gaps: sum('gaps'),
  };
}
