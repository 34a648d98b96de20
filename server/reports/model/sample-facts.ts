import type { SampleFacts } from '../report-model.ts';
import type { ReportInput } from './report-input.ts';

/** How many samples the figures rest on, and how much of the range (as far as it is past) they cover. */
export function sampleFacts({ stats, host, machine, start, end, generatedAt }: ReportInput): SampleFacts {
  const intervalSeconds = host.raw && stats.samples > 1 ? host.resolutionSeconds : machine.intervalSeconds;
  const seconds = (Math.min(end.getTime(), generatedAt.getTime()) - start.getTime()) / 1000;
  const count = stats.samples;
  const iso = (time: number | undefined): string | null =>
    time === undefined ? null : new Date(time).toISOString();
  return {
    count,
    intervalSeconds,
    coverage:
      intervalSeconds === null || seconds <= 0 ? null : Math.min(1, (count * intervalSeconds) / seconds),
    first: iso(stats.dataRange?.start),
    last: iso(stats.dataRange?.end),
    restarts: host.events.filter((event) => event.type === 'restart').length,
    gaps: host.events.filter((event) => event.type === 'gap').length,
  };
}
