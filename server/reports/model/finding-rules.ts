import type { MetricStats } from '#server/metrics/types.ts';
import { formatFigure, formatRound } from '../format/format-figure.ts';
import { busiestEntity } from './busiest-entity.ts';
import { countedDevices } from './counted-devices.ts';
import { memoryShare, memoryTotal } from './memory-share.ts';
import { momentOfHighest } from './moment-of-highest.ts';
import type { ReportInput } from './report-input.ts';
import { THRESHOLDS, type Threshold } from './thresholds.ts';

/** What a rule measured: the figure that is compared, and the sentence that states it. */
export interface Evidence {
  value: number;
  sentence: string;
}

/**
 * One rule: the figure it looks at, the limit it is compared with, and what it then says. `good` is what it says
 * when the limit is kept; rules without it are silent then.
 */
export interface FindingRule {
  id: string;
  threshold: Threshold;
  measure: (input: ReportInput) => Evidence | null;
  watch: string;
  act: string;
  good: string | null;
  advice: string;
}

const percent = (value: number | null): string => formatFigure(value, 'percent');
const hostMetric = (input: ReportInput, id: string): MetricStats | null => input.stats.metrics[id] ?? null;

/** A share of CPU time at p95, with its median and when it was highest. */
const cpuShare =
  (id: string, name: string) =>
  (input: ReportInput): Evidence | null => {
    const stats = hostMetric(input, id);
    if (!stats || stats.p95 === null) return null;
    const sentence = `${name} ${percent(stats.p95)} at p95, ${percent(stats.p50)} at p50; highest ${percent(stats.p100)}${momentOfHighest(input.host, id)}.`;
    return { value: stats.p95, sentence };
  };

export const FINDING_RULES: readonly FindingRule[] = [
  {
    id: 'cpu-used',
    threshold: THRESHOLDS.cpu_used_p95,
    measure: cpuShare('cpu_used', 'Used'),
    watch: 'The CPUs are busy.',
    act: 'The CPUs are used up.',
    good: 'The CPUs have room.',
    advice: 'Find what runs at the peaks, move it to quieter hours, or plan more CPUs.',
  },
  {
    id: 'one-core',
    threshold: THRESHOLDS.core_used_p95,
    measure: (input) => {
      const core = busiestEntity(input.stats.entities.cpu ?? {}, 'cpu_used', 'p95');
      const all = hostMetric(input, 'cpu_used')?.p95 ?? null;
      const isOneOfMany = Object.keys(input.stats.entities.cpu ?? {}).length > 1;
      // With all CPUs busy a full core is no news.
      if (!core || core.stats.p95 === null || all === null || all > 50 || !isOneOfMany) return null;
      const sentence = `${core.entity} is used ${percent(core.stats.p95)} at p95, all CPUs together ${percent(all)}.`;
      return { value: core.stats.p95, sentence };
    },
    watch: 'One core is at its limit.',
    act: 'One core is at its limit.',
    good: null,
    advice: 'Something runs on a single thread, or interrupts go to one CPU; more CPUs would not help it.',
  },
  {
    id: 'iowait',
    threshold: THRESHOLDS.cpu_iowait_p95,
    measure: cpuShare('cpu_iowait', 'iowait'),
    watch: 'Work waits for disks.',
    act: 'Work mostly waits for disks.',
    good: null,
    advice: 'The CPUs were idle while I/O was outstanding: look at the busiest disk and who uses it.',
  },
  {
    id: 'steal',
    threshold: THRESHOLDS.cpu_steal_p95,
    measure: cpuShare('cpu_steal', 'steal'),
    watch: 'The hypervisor takes CPU time.',
    act: 'The hypervisor takes much CPU time.',
    good: null,
    advice: 'The host is shared too tightly or a credit limit applies; more virtual CPUs would not help.',
  },
  {
    id: 'memory-used',
    threshold: THRESHOLDS.memory_used_p99,
    measure: (input) => {
      const value = memoryShare(input.stats, 'p99');
      if (value === null) return null;
      const total = formatRound(memoryTotal(input.stats), 'megabytes');
      const sentence = `Used ${percent(value)} of ${total} at p99, ${percent(memoryShare(input.stats, 'p50'))} at p50; highest ${percent(memoryShare(input.stats, 'p100'))}${momentOfHighest(input.host, 'mem_used')}.`;
      return { value, sentence };
    },
    watch: 'Memory is nearly full.',
    act: 'Memory is full.',
    good: 'Memory suffices.',
    advice: 'Find what grows, or plan more memory before the kernel has to choose what to end.',
  },
  {
    id: 'swapping',
    threshold: THRESHOLDS.swap_out_p95,
    measure: (input) => {
      const stats = hostMetric(input, 'swap_out_pages');
      if (!stats || stats.p95 === null) return null;
      const sentence = `${formatFigure(stats.p95, 'per_second')} pages swapped out at p95, ${formatFigure(stats.p100, 'per_second')} at most.`;
      return { value: stats.p95, sentence };
    },
    watch: 'Memory is swapped out.',
    act: 'The machine swaps heavily.',
    good: null,
    advice: 'Memory was short again and again: compare the times with the memory chart.',
  },
  {
    id: 'disk-busy',
    threshold: THRESHOLDS.disk_busy_p95,
    measure: (input) => {
      const { disk } = countedDevices(input.stats);
      const busiest = busiestEntity(disk, 'disk_busy', 'p95');
      if (!busiest || busiest.stats.p95 === null) return null;
      const wait = disk[busiest.entity]?.disk_wait?.p95 ?? null;
      const waiting =
        wait === null ? '' : `, with a wait of ${formatFigure(wait, 'milliseconds')} per request`;
      const sentence = `${busiest.entity} is busy ${percent(busiest.stats.p95)} of the time at p95${waiting}.`;
      return { value: busiest.stats.p95, sentence };
    },
    watch: 'A disk is busy.',
    act: 'A disk is saturated.',
    good: null,
    advice: 'Move part of its load to another disk, or to one that takes more requests at a time.',
  },
  {
    id: 'net-errors',
    threshold: THRESHOLDS.net_errors_p99,
    measure: (input) => {
      const { net } = countedDevices(input.stats);
      const worst = ['net_rx_errors', 'net_tx_errors']
        .map((metric) => busiestEntity(net, metric, 'p99'))
        .filter((found) => found !== null)
        .toSorted((a, b) => (b.stats.p99 ?? 0) - (a.stats.p99 ?? 0))[0];
      if (!worst || worst.stats.p99 === null) return null;
      const sentence = `${worst.entity} has ${formatFigure(worst.stats.p99, 'per_second')} errors at p99.`;
      return { value: worst.stats.p99, sentence };
    },
    watch: 'The network has errors.',
    act: 'The network has many errors.',
    good: null,
    advice: 'Check cable, port and driver of the interface.',
  },
];
