import { formatDuration } from '../format/format-duration.ts';
import type { SampleFacts, Section } from '../report-model.ts';
import type { ReportInput } from './report-input.ts';

/** How the figures are made, so that a reader can make them again. */
export function methodSection({ stats, host }: ReportInput, samples: SampleFacts): Section {
  const percentiles = stats.approximate
    ? 'Percentiles are approximate: the raw samples are past retention, so they come from hourly sketches.'
    : 'Percentiles are exact, over all raw samples of the range, by linear interpolation.';
  const breaks =
    samples.gaps + samples.restarts === 0
      ? 'There are no gaps and no restarts in the range.'
      : `Gaps and restarts are left out, not filled: ${samples.gaps} gaps, ${samples.restarts} restarts.`;
  const charts = host.raw
    ? 'Charts show every sample.'
    : `Charts show ${formatDuration(host.resolutionSeconds)} at a time, aligned to the clock.`;
  const texts = [
    `${percentiles} p100 is the highest sample. sd is the standard deviation. ${charts} ${breaks}`,
    'CPU shares are of user + nice + system + idle + iowait + irq + softirq + steal; guest time is inside user. ' +
      'Used CPU is 100 − idle − iowait. Used memory is MemTotal − MemAvailable; 1 GB of memory is 1,024 MB, ' +
      '1 MB/s of disk or network is 1,000,000 bytes per second. Totals count whole physical disks and physical ' +
      'interfaces once. All times are UTC.',
  ];
  return {
    id: 'method',
    basis: null,
    machine: null,
    title: 'How these figures are made',
    intro: null,
    blocks: texts.map((text) => ({ type: 'paragraph', text })),
  };
}
