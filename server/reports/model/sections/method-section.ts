import { METRICS } from '#agent/contract/metrics.ts';
import { formatDuration } from '../../format/format-duration.ts';
import { formatRound } from '../../format/format-figure.ts';
import type { Definitions } from '../../report-model.ts';
import { sampleFacts } from '../sample-facts.ts';
import type { Draft, Subject } from '../subject.ts';
import { THRESHOLDS, type ThresholdId } from '../thresholds.ts';

const TERMS: Definitions['items'] = [
  {
    term: 'CPU',
    text: 'Shares are of user + nice + system + idle + iowait + irq + softirq + steal; guest time is inside user (proc_stat(5)). Used is 100 − idle − iowait.',
  },
  {
    term: 'Memory',
    text: 'Used is MemTotal − MemAvailable; 1 GB of memory is 1,024 MB. Cache is Cached + SReclaimable.',
  },
  {
    term: 'Disk and network',
    text: 'A sector is 512 bytes; 1 MB/s is 1,000,000 bytes per second. Totals count whole physical disks and physical interfaces once. Wait is time reading and writing over requests; busy is time with at least one request (kernel: iostats).',
  },
  {
    term: 'Totals',
    text: 'Each value times the length of its interval, added up; the first sample and one behind a gap count the usual interval. Gaps add nothing.',
  },
  {
    term: 'Growth',
    text: 'The median of the slopes between all pairs of hourly medians (Theil 1950, Sen 1968), with the 95 % interval of Kendall’s S. Hours that depend on each other make the true interval wider.',
  },
  {
    term: 'Correlation',
    text: 'Spearman’s: Pearson’s of the ranks, ties sharing their mean rank (Spearman 1904).',
  },
  {
    term: 'Pressure',
    text: 'Share of time in which some or all tasks waited (kernel: Pressure Stall Information).',
  },
  {
    term: 'Counters',
    text: 'Rates use the uptime clock. A counter that goes backwards gives no value, never a spike. Restarts and gaps of more than 2.5 intervals break a line.',
  },
];

/** Where metrics are read: what is read at the same place, such as errors of both directions, stands in one row. */
const SOURCES = Array.from(
  Map.groupBy(METRICS, ({ source }) => source),
  ([source, metrics]) => {
    const all = (of: 'label' | 'kind') => [...new Set(metrics.map((metric) => metric[of]))].join(', ');
    return { label: all('label'), unit: null, figures: [all('kind'), source] };
  },
);

/** How the figures are made, so that a reader can make them again. */
export function methodSection(subject: Subject): Draft {
  const { data, options } = subject;
  const { intervalSeconds } = sampleFacts(subject);
  const percentiles = data.stats.approximate
    ? 'Approximate: raw samples of a part of the range are past retention, so they come from hourly sketches, within 1 % of the value. Counts, averages, lowest and highest are exact over whole hours. There is neither a standard deviation nor a histogram, and trends go through the means of hours.'
    : 'Exact, over all raw samples of the range, by linear interpolation between closest ranks (Hyndman and Fan 1996, type 7). p100 is the highest sample. sd is the standard deviation of a sample (n − 1).';
  const charts = data.host.raw
    ? 'Every sample.'
    : `Averages of ${formatDuration(data.host.resolutionSeconds)}, aligned to the clock, each with its lowest and highest sample.`;
  const each = intervalSeconds === null ? '' : ` Samples come each ${formatDuration(intervalSeconds)}.`;
  const limits = (Object.keys(THRESHOLDS) as ThresholdId[]).map((id) => {
    const { unit, watch, act, why } = options.thresholds[id];
    return {
      label: THRESHOLDS[id].label,
      unit: null,
      figures: [formatRound(watch, unit), formatRound(act, unit), why],
    };
  });
  return {
    id: 'method',
    title: 'How these figures are made',
    intro: `Times are ${options.timeZone}.${each}`,
    blocks: [
      {
        type: 'definitions',
        items: [{ term: 'Percentiles', text: percentiles }, { term: 'Charts', text: charts }, ...TERMS],
      },
      {
        type: 'table',
        title: 'Limits',
        head: 'figure',
        columns: ['watch', 'act', 'why'].map((label) => ({ label, unit: null })),
        rows: limits,
        note: 'Above watch a figure deserves attention, above act somebody should do something; of days, below.',
      },
      {
        type: 'table',
        title: 'Sources',
        head: 'metric',
        columns: ['of', 'source'].map((label) => ({ label, unit: null })),
        rows: SOURCES,
        note: null,
      },
    ],
  };
}
