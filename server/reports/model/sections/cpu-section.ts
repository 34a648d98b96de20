import type { Block, TimeChart } from '../../report-model.ts';
import { chartSeries } from '../chart-series.ts';
import { chartSpan } from '../chart-span.ts';
import { cpuCountOf } from '../cpu-count.ts';
import { hostChart } from '../lines-chart.ts';
import { weekMeans } from '../math/week-means.ts';
import { percentileOf } from '../percentile-of.ts';
import { percentileLabel, statsOf, statsTable } from '../stats-table.ts';
import type { Draft, Subject } from '../subject.ts';
import { pointMeaning, timeFrame } from '../time-frame.ts';

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
/** A week of hours says something from half a day on. */
const WEEK_FROM_MS = 12 * 3_600_000;

const TABLE = ['used', 'user', 'system', 'iowait', 'steal', 'nice', 'irq', 'softirq', 'idle'];

/** Where CPU time went, how it is distributed and when, and what waited for it; null when the range has none. */
export function cpuSection(subject: Subject): Draft | null {
  const { data } = subject;
  const stack = stackChart(subject);
  if (!stack) return null;
  const count = cpuCountOf(subject);
  const cpus = count === null ? 'all CPUs' : count === 1 ? 'the CPU' : `all ${count} CPUs`;
  const narrowed = chartSpan(subject).isNarrowed
    ? ' Charts show the part of the range that has samples.'
    : '';
  const peak = stack.peak ? ' The thin line is the highest total in each.' : '';
  return {
    id: 'cpu',
    title: 'CPU',
    intro: `Shares of ${cpus}. ${pointMeaning(data.host)}${peak}${narrowed}`,
    blocks: [
      stack,
      ...hostChart(subject, [{ id: 'cpu_used', label: 'used', colour: 'used' }], {
        title: 'Used, average and lowest to highest',
        unit: 'percent',
        top: 100,
      }),
      ...statsTable(
        subject,
        { title: 'Shares of CPU time', head: 'share', note: 'Used is 100 − idle − iowait.' },
        TABLE.map((name) => ({
          label: name,
          unit: 'percent',
          kind: 'host',
          entity: '',
          metric: `cpu_${name}`,
        })),
      ),
      ...distribution(subject),
      ...waiting(subject, count),
    ],
  };
}

function stackChart(subject: Subject): TimeChart | null {
  const { host, stats } = subject.data;
  const series = chartSeries(
    host,
    host.series,
    SHARES.filter(({ id }) => ALWAYS.has(id) || (stats.metrics[id]?.p95 ?? 0) >= VISIBLE_PERCENT),
  );
  if (series.length === 0) return null;
  const idle = host.raw ? undefined : host.series.cpu_idle?.min;
  const peak = idle?.some((low) => low !== null)
    ? { label: 'highest total', values: idle.map((low) => (low === null ? null : 100 - low)) }
    : null;
  return {
    type: 'time-chart',
    ...timeFrame(subject, host),
    title: 'Share of time',
    unit: 'percent',
    form: 'stack',
    top: 100,
    ceiling: null,
    series,
    peak,
    marks: host.events,
  };
}

/** The histogram of used CPU, and its mean at each hour of the week. */
function distribution(subject: Subject): Block[] {
  const { data, options } = subject;
  const bins = data.cpuCounts.length;
  const blocks: Block[] = [];
  if (data.cpuCounts.some((count) => count > 0))
    blocks.push({
      type: 'histogram',
      title: 'Used, how often',
      unit: 'percent',
      edges: Array.from({ length: bins + 1 }, (_, at) => (100 * at) / bins),
      counts: data.cpuCounts,
      marks: [50, 95, 99].flatMap((percentile) => {
        const value = percentileOf(data, { kind: 'host', entity: '', metric: 'cpu_used' }, percentile);
        return value === null ? [] : [{ label: percentileLabel(percentile), value }];
      }),
    });
  const { time } = data.quarters;
  if ((time.at(-1) ?? 0) - (time[0] ?? 0) >= WEEK_FROM_MS)
    blocks.push({
      type: 'week-chart',
      title: 'Used by hour and weekday, average',
      unit: 'percent',
      top: 100,
      ...weekMeans(data.quarters, options.timeZone),
      zone: options.timeZone,
    });
  return blocks;
}

/** What waited for a CPU, or was kept from one: load, run queue, steal, pressure. */
function waiting(subject: Subject, cpus: number | null): Block[] {
  const ceiling = cpus === null ? null : { value: cpus, label: cpus === 1 ? '1 CPU' : `${cpus} CPUs` };
  const steals = (statsOf(subject, 'host', '', 'cpu_steal')?.p100 ?? 0) > 0;
  return [
    ...hostChart(
      subject,
      [
        { id: 'load_1', label: 'load 1 min', colour: 'one' },
        { id: 'load_15', label: 'load 15 min', colour: 'two' },
      ],
      { title: 'Load', unit: 'count', ceiling },
    ),
    ...hostChart(
      subject,
      [
        { id: 'procs_running', label: 'running or runnable', colour: 'one' },
        { id: 'procs_blocked', label: 'blocked on I/O', colour: 'iowait' },
      ],
      { title: 'Run queue', unit: 'count', ceiling },
    ),
    ...(steals
      ? hostChart(subject, [{ id: 'cpu_steal', label: 'steal', colour: 'steal' }], {
          title: 'Steal: time the hypervisor gave to others',
          unit: 'percent',
        })
      : []),
    ...hostChart(subject, [{ id: 'pressure_cpu_some', label: 'some task waited', colour: 'one' }], {
      title: 'CPU pressure',
      unit: 'percent',
    }),
    ...hostChart(subject, [{ id: 'context_switches', label: 'context switches', colour: 'one' }], {
      title: 'Context switches',
      unit: 'per_second',
    }),
  ];
}
