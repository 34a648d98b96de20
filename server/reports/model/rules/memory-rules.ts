import { formatFigure, formatRound } from '../../format/format-figure.ts';
import { formatNumber } from '../../format/format-number.ts';
import { perSecond } from '../../format/per-second.ts';
import { daysInWords } from '../days-text.ts';
import { memoryGrowth } from '../memory-growth.ts';
import { memoryShare, memoryTotal } from '../memory-share.ts';
import { statsOf } from '../stats-table.ts';
import { hostEvidence } from './host-evidence.ts';
import type { FindingRule } from './rule.ts';
import { onMoment, peakOn, worstMoment } from './worst-moment.ts';

const percent = (value: number | null): string => formatFigure(value, 'percent');

export const MEMORY_RULES: readonly FindingRule[] = [
  {
    id: 'memory-used',
    resource: 'memory',
    section: 'memory',
    threshold: 'memory_used_p99',
    measure: (subject) => {
      const { stats, host } = subject.data;
      const value = memoryShare(stats, 'p99');
      if (value === null) return null;
      const at = worstMoment(host.timestamps, host.series.mem_used);
      const total = formatRound(memoryTotal(stats), 'megabytes');
      return {
        value,
        sentence: `Memory use is ${percent(value)} of ${total} at p99 and ${percent(memoryShare(stats, 'p50'))} at the median, with a peak of ${percent(memoryShare(stats, 'p100'))}${onMoment(subject, at)}.`,
        at,
      };
    },
    watch: 'Memory is nearly full.',
    act: 'Memory is all but full.',
    advice: 'Find what grows, or plan for more memory before the kernel has to choose what to kill.',
  },
  {
    id: 'memory-pressure',
    resource: 'memory',
    section: 'memory',
    threshold: 'pressure_memory_p95',
    measure: hostEvidence('pressure_memory_some', 'Some task waits for memory', ' of the time'),
    watch: 'Tasks wait for memory.',
    act: 'Tasks wait for memory much of the time.',
    advice: 'The kernel reclaims memory while programs wait: free some, or add some.',
  },
  {
    id: 'swapping',
    resource: 'memory',
    section: 'memory',
    threshold: 'swap_p95',
    measure: (subject) => {
      const [into, out] = (['swap_in_pages', 'swap_out_pages'] as const).map((id) =>
        statsOf(subject, 'host', '', id),
      );
      if (!into && !out) return null;
      const worst = (into?.p95 ?? 0) > (out?.p95 ?? 0) ? 'swap_in_pages' : 'swap_out_pages';
      const { host } = subject.data;
      const at = worstMoment(host.timestamps, host.series[worst]);
      const [most, mostOut] = [into, out].map((stats) => formatNumber(stats?.p100 ?? 0, 0));
      return {
        value: Math.max(into?.p95 ?? 0, out?.p95 ?? 0),
        sentence: `At p95 the machine swaps ${perSecond(into?.p95 ?? 0, 'pages')} in and ${formatNumber(out?.p95 ?? 0, 0)} out, at most ${most} in and ${mostOut} out${peakOn(subject, at)}.`,
        at,
      };
    },
    watch: 'The machine swaps.',
    act: 'The machine swaps heavily.',
    advice: 'Memory ran short again and again: compare the times with the memory chart.',
  },
  {
    id: 'oom-kills',
    resource: 'memory',
    section: 'memory',
    threshold: 'oom_kills',
    measure: (subject) => {
      const kills = statsOf(subject, 'host', '', 'oom_kills');
      if (!kills || kills.total === null) return null;
      const { host } = subject.data;
      const at = worstMoment(host.timestamps, host.series.oom_kills);
      const count = Math.round(kills.total);
      return {
        value: count,
        sentence:
          count === 1
            ? `1 process was killed for lack of memory${onMoment(subject, at)}.`
            : `${count} processes were killed for lack of memory, most of them${onMoment(subject, at)}.`,
        at,
      };
    },
    watch: 'Processes were killed for lack of memory.',
    act: 'Processes were killed for lack of memory.',
    advice: 'The kernel log names them; give them more memory, or limits of their own.',
  },
  {
    id: 'memory-growth',
    resource: 'memory',
    section: 'memory',
    threshold: 'memory_growth',
    measure: (subject) => {
      const growth = memoryGrowth(subject);
      if (!growth) return null;
      const [pace, low, high] = [growth.perDay, growth.low, growth.high].map((megabytes) =>
        formatFigure(megabytes, 'megabytes'),
      );
      const per = `${pace} a day${low === high ? '' : ` (between ${low} and ${high})`}`;
      const until =
        growth.days === null ? '' : `; at this pace memory is full in ${daysInWords(growth.days)}`;
      return {
        value: growth.percentOfTotal,
        sentence: `Memory use grew by ${percent(growth.percentOfTotal)} of all memory, or ${per}, and rose in ${growth.rising} of ${growth.steps} hours${until}.`,
        at: growth.last,
      };
    },
    watch: 'Memory use keeps growing.',
    act: 'Memory use keeps growing, and fast.',
    advice:
      'This looks like a leak: find the process whose memory grows, and restart it before memory is full.',
  },
];
