import { formatFigure, formatRound } from '../../format/format-figure.ts';
import { formatNumber } from '../../format/format-number.ts';
import { memoryGrowth } from '../memory-growth.ts';
import { memoryShare, memoryTotal } from '../memory-share.ts';
import { statsOf } from '../stats-table.ts';
import { hostEvidence } from './host-evidence.ts';
import type { FindingRule } from './rule.ts';
import { onMoment, worstMoment } from './worst-moment.ts';

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
        sentence: `Used ${percent(value)} of ${total} at p99, ${percent(memoryShare(stats, 'p50'))} at p50; highest ${percent(memoryShare(stats, 'p100'))}${onMoment(subject, at)}.`,
        at,
      };
    },
    watch: 'Memory is nearly full.',
    act: 'Memory is full.',
    advice: 'Find what grows, or plan more memory before the kernel has to choose what to end.',
  },
  {
    id: 'memory-pressure',
    resource: 'memory',
    section: 'memory',
    threshold: 'pressure_memory_p95',
    measure: hostEvidence('pressure_memory_some', 'Some task waited for memory', 'percent'),
    watch: 'Tasks wait for memory.',
    act: 'Tasks wait for memory much of the time.',
    advice: 'The kernel reclaims while programs wait: give memory back or add some.',
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
      const text = (value: number | null | undefined) => formatFigure(value ?? null, 'per_second');
      return {
        value: Math.max(into?.p95 ?? 0, out?.p95 ?? 0),
        sentence: `Pages swapped in ${text(into?.p95)} and out ${text(out?.p95)} at p95; at most ${text(into?.p100)} and ${text(out?.p100)}, worst${onMoment(subject, at)}.`,
        at,
      };
    },
    watch: 'Memory is swapped.',
    act: 'The machine swaps heavily.',
    advice: 'Memory was short again and again: compare the times with the memory chart.',
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
            ? `1 process was ended for want of memory${onMoment(subject, at)}.`
            : `${count} processes were ended for want of memory, most at once${onMoment(subject, at)}.`,
        at,
      };
    },
    watch: 'Processes were ended for want of memory.',
    act: 'Processes were ended for want of memory.',
    advice: 'The log of the kernel names them; give them more memory or a limit of their own.',
  },
  {
    id: 'memory-growth',
    resource: 'memory',
    section: 'memory',
    threshold: 'memory_growth',
    measure: (subject) => {
      const growth = memoryGrowth(subject);
      if (!growth) return null;
      const per = `${formatFigure(growth.perDay, 'megabytes')} a day (${formatFigure(growth.low, 'megabytes')} to ${formatFigure(growth.high, 'megabytes')})`;
      const until =
        growth.days === null ? '' : `; at this pace it is full in ${formatNumber(growth.days, 1)} days`;
      return {
        value: growth.percentOfTotal,
        sentence: `Used memory grew by ${percent(growth.percentOfTotal)} of all memory, ${per}, in ${growth.rising} of ${growth.steps} hours${until}.`,
        at: growth.last,
      };
    },
    watch: 'Used memory grows without pause.',
    act: 'Used memory grows fast and without pause.',
    advice:
      'This looks like a leak: find the process whose memory grows, and restart it before memory is full.',
  },
];
