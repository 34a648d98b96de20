import type { SeriesResult } from '#server/metrics/types.ts';
import { formatFigure, formatRound } from '../../format/format-figure.ts';
import type { Block, ChartSeries } from '../../report-model.ts';
import { chartSeries } from '../chart-series.ts';
import { hostChart } from '../lines-chart.ts';
import { memoryShare, memoryTotal } from '../memory-share.ts';
import { statsOf, statsTable } from '../stats-table.ts';
import type { Draft, Subject } from '../subject.ts';
import { timeFrame } from '../time-frame.ts';

/** Room above the line of all memory, for its label. */
const HEADROOM = 1.1;

const TABLE = [
  ['mem_used', 'used'],
  ['mem_available', 'available'],
  ['mem_free', 'free'],
  ['mem_cached', 'cache'],
  ['mem_buffers', 'buffers'],
  ['swap_used', 'swap used'],
] as const;

/** Memory in use and what the kernel would give back, swap, paging and pressure; null without figures. */
export function memorySection(subject: Subject): Draft | null {
  const { host, stats } = subject.data;
  const used = chartSeries(host, host.series, [{ id: 'mem_used', label: 'used', colour: 'used' }]);
  if (used.length === 0) return null;
  const reclaimable = reclaimableSeries(host);
  const total = memoryTotal(stats);
  const share = memoryShare(stats, 'p99');
  const ofTotal = share === null ? '' : ` At p99 ${formatFigure(share, 'percent')} of all memory is used.`;
  const meaning = reclaimable ? '; cache is what the kernel would give back.' : '.';
  return {
    id: 'memory',
    title: 'Memory',
    intro: `Used is MemTotal − MemAvailable and cannot be reclaimed${meaning}${ofTotal}`,
    blocks: [
      {
        type: 'time-chart',
        ...timeFrame(subject, host),
        title: 'In use',
        unit: 'megabytes',
        form: 'stack',
        top: total === null ? null : total * HEADROOM,
        ceiling: total === null ? null : { value: total, label: `all ${formatRound(total, 'megabytes')}` },
        series: reclaimable ? [...used, reclaimable] : used,
        peak: null,
        marks: host.events,
      },
      ...hostChart(
        subject,
        [
          { id: 'mem_available', label: 'available', colour: 'one' },
          { id: 'mem_cached', label: 'cache', colour: 'cache' },
          { id: 'mem_buffers', label: 'buffers', colour: 'three' },
        ],
        { title: 'Available, cache and buffers', unit: 'megabytes' },
      ),
      ...statsTable(
        subject,
        { title: 'Memory', head: 'kind' },
        TABLE.map(([metric, label]) => ({ label, unit: 'megabytes', kind: 'host', entity: '', metric })),
      ),
      ...swap(subject),
      ...paging(subject),
    ],
  };
}

function swap(subject: Subject): Block[] {
  const total = statsOf(subject, 'host', '', 'swap_total')?.p100 ?? null;
  if (total === null) return [];
  if (total === 0) return [{ type: 'paragraph', text: 'There is no swap space.' }];
  const used = statsOf(subject, 'host', '', 'swap_used')?.p100 ?? 0;
  const pages = (['swap_in_pages', 'swap_out_pages'] as const).some(
    (id) => (statsOf(subject, 'host', '', id)?.p100 ?? 0) > 0,
  );
  if (used === 0 && !pages)
    return [
      { type: 'paragraph', text: `None of the ${formatRound(total, 'megabytes')} of swap space was used.` },
    ];
  return [
    ...hostChart(subject, [{ id: 'swap_used', label: 'swap used', colour: 'swap' }], {
      title: `Swap used, of ${formatRound(total, 'megabytes')}`,
      unit: 'megabytes',
    }),
    ...hostChart(
      subject,
      [
        { id: 'swap_in_pages', label: 'in', colour: 'read' },
        { id: 'swap_out_pages', label: 'out', colour: 'write' },
      ],
      { title: 'Pages swapped', unit: 'per_second' },
    ),
  ];
}

function paging(subject: Subject): Block[] {
  return [
    ...hostChart(
      subject,
      [
        { id: 'page_in_bytes', label: 'paged in', colour: 'read' },
        { id: 'page_out_bytes', label: 'paged out', colour: 'write' },
      ],
      { title: 'Paging', unit: 'bytes_per_second' },
    ),
    ...hostChart(subject, [{ id: 'major_faults', label: 'major faults', colour: 'iowait' }], {
      title: 'Major faults: pages read from disk while a process waited',
      unit: 'per_second',
    }),
    ...hostChart(
      subject,
      [
        { id: 'pressure_memory_some', label: 'some task waited', colour: 'one' },
        { id: 'pressure_memory_full', label: 'all tasks waited', colour: 'iowait' },
      ],
      { title: 'Memory pressure', unit: 'percent' },
    ),
    ...outOfMemory(subject),
  ];
}

/** When processes were killed for lack of memory. Kernels before 4.13 do not count it: then nothing is said. */
function outOfMemory(subject: Subject): Block[] {
  const total = statsOf(subject, 'host', '', 'oom_kills')?.total ?? null;
  if (total === null) return [];
  const kills = Math.round(total);
  if (kills === 0) return [{ type: 'paragraph', text: 'No process was killed for lack of memory.' }];
  return hostChart(subject, [{ id: 'oom_kills', label: 'processes ended', colour: 'iowait' }], {
    title: `Out-of-memory kills, ${kills} in all`,
    unit: 'per_second',
  });
}

/**
 * Available − free: page cache and slab that can be reclaimed. Not `mem_cached`, which counts shared memory that
 * `mem_used` counts too, so that the two would overlap in a stack.
 */
function reclaimableSeries(host: SeriesResult): ChartSeries | null {
  const available = host.series.mem_available?.avg;
  const free = host.series.mem_free?.avg;
  if (!available || !free) return null;
  const avg = available.map((value, at) => {
    const unused = free[at] ?? null;
    return value === null || unused === null ? null : Math.max(0, value - unused);
  });
  if (avg.every((value) => value === null)) return null;
  return { id: 'mem_reclaimable', label: 'cache', colour: 'cache', avg, min: null, max: null };
}
