import type { BarList, SeriesColour } from '../../report-model.ts';
import { bandSeries } from '../chart-series.ts';
import { rankDevices } from '../chosen-device.ts';
import { seriesChart } from '../lines-chart.ts';
import { statsOf } from '../stats-table.ts';
import type { Draft, Subject } from '../subject.ts';

const COLOURS: readonly SeriesColour[] = ['one', 'two', 'three', 'four', 'five', 'six'];
const TOP = 10;

const COLUMNS = [
  { id: 'container_cpu', of: 'avg', label: 'CPU avg', unit: 'percent' },
  { id: 'container_cpu', of: 'p95', label: 'CPU p95', unit: 'percent' },
  { id: 'container_throttled', of: 'p95', label: 'throttled p95', unit: 'percent' },
  { id: 'container_mem_used', of: 'p99', label: 'memory p99', unit: 'megabytes' },
  { id: 'container_mem_limit', of: 'current', label: 'limit', unit: 'megabytes' },
  { id: 'container_mem_percent', of: 'p99', label: 'of limit p99', unit: 'percent' },
  { id: 'container_read_bytes', of: 'p95', label: 'read p95', unit: 'bytes_per_second' },
  { id: 'container_write_bytes', of: 'p95', label: 'written p95', unit: 'bytes_per_second' },
  { id: 'container_pids', of: 'p100', label: 'tasks', unit: 'count' },
] as const;

/** Which containers use most; null when none was recorded. */
export function containersSection(subject: Subject): Draft | null {
  const containers = subject.data.stats.entities.container ?? {};
  const count = Object.keys(containers).length;
  if (count === 0) return null;
  const of = (name: string, metric: string, figure: 'p95' | 'p99') =>
    statsOf(subject, 'container', name, metric)?.[figure] ?? null;
  const ranked = rankDevices(containers, (name) => of(name, 'container_cpu', 'p95') ?? -1);
  const bars = (title: string, metric: string, figure: 'p95' | 'p99', unit: BarList['unit']): BarList[] => {
    const rows = rankDevices(containers, (name) => of(name, metric, figure) ?? -1)
      .map((label) => ({ label, value: of(label, metric, figure), note: null }))
      .filter(({ value }) => value !== null && value > 0)
      .slice(0, TOP);
    return rows.length === 0 ? [] : [{ type: 'bar-list', title, unit, top: null, rows }];
  };
  const result = subject.data.entities.container;
  return {
    id: 'containers',
    title: 'Containers',
    intro: `${count} ${count === 1 ? 'container was' : 'containers were'} seen. 100 % of CPU is one CPU. Throttled is the share of scheduling periods in which the CPU quota was used up.`,
    blocks: [
      ...bars('CPU at p95', 'container_cpu', 'p95', 'percent'),
      ...bars('Memory at p99', 'container_mem_used', 'p99', 'megabytes'),
      ...bars('Throttled at p95', 'container_throttled', 'p95', 'percent'),
      ...seriesChart(
        subject,
        result,
        ranked.slice(0, COLOURS.length).flatMap((name, at) => {
          const choice = { id: name, label: name, colour: COLOURS[at] ?? 'one' };
          return bandSeries(result, result.entities[name]?.container_cpu, choice) ?? [];
        }),
        { title: 'CPU of those that use most', unit: 'percent' },
      ),
      {
        type: 'table',
        title: 'Every container',
        head: 'container',
        columns: COLUMNS.map(({ label, unit }) => ({ label, unit })),
        rows: ranked.map((label) => ({
          label,
          unit: null,
          figures: COLUMNS.map(
            ({ id, of: figure }) => statsOf(subject, 'container', label, id)?.[figure] ?? null,
          ),
        })),
        note: null,
      },
    ],
  };
}
