import type { Section } from '../report-model.ts';
import { chartSeries } from './chart-series.ts';
import { chartSpan } from './chart-span.ts';
import type { ReportInput } from './report-input.ts';
import { pointMeaning, timeFrame } from './time-frame.ts';

const SHARES = [
  { id: 'cpu_user', label: 'user', colour: 'user' },
  { id: 'cpu_nice', label: 'nice', colour: 'nice' },
  { id: 'cpu_system', label: 'system', colour: 'system' },
  { id: 'cpu_irq', label: 'irq', colour: 'irq' },
  { id: 'cpu_softirq', label: 'softirq', colour: 'irq' },
  { id: 'cpu_iowait', label: 'iowait', colour: 'iowait' },
  { id: 'cpu_steal', label: 'steal', colour: 'steal' },
] as const;

/** Shares too small to see would only lengthen the legend; these four are always named. */
const ALWAYS = new Set(['cpu_user', 'cpu_system', 'cpu_iowait', 'cpu_steal']);
const VISIBLE_PERCENT = 0.5;

/** Where CPU time went, stacked; null when the range has none. */
export function cpuSection(input: ReportInput): Section | null {
  const { host, machine, stats } = input;
  const series = chartSeries(
    host,
    SHARES.filter(({ id }) => ALWAYS.has(id) || (stats.metrics[id]?.p95 ?? 0) >= VISIBLE_PERCENT),
  );
  if (series.length === 0) return null;
  const count = machine.cpuCount ?? (Object.keys(stats.entities.cpu ?? {}).length || null);
  const cpus = count === null ? 'all CPUs' : count === 1 ? 'the CPU' : `all ${count} CPUs`;
  const idle = host.raw ? undefined : host.series.cpu_idle?.min;
  const peak = idle?.some((low) => low !== null)
    ? { label: 'highest total', values: idle.map((low) => (low === null ? null : 100 - low)) }
    : null;
  const spikes = peak ? '; the thin line is the highest total in each.' : host.raw ? '' : '.';
  const narrowed = chartSpan(input).isNarrowed ? ' Charts show the part of the range that has samples.' : '';
  return {
    id: 'cpu',
    basis: null,
    machine: null,
    title: 'CPU',
    intro: `Shares of ${cpus}. ${pointMeaning(input)}${spikes}${narrowed}`,
    blocks: [
      {
        ...timeFrame(input),
        title: 'Share of time',
        unit: 'percent',
        form: 'stack',
        top: 100,
        ceiling: null,
        series,
        peak,
      },
    ],
  };
}
