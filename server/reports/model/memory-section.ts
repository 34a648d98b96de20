import type { SeriesResult } from '#server/metrics/types.ts';
import { formatFigure, formatRound } from '../format/format-figure.ts';
import type { ChartSeries, Section } from '../report-model.ts';
import { chartSeries } from './chart-series.ts';
import { memoryTotal } from './memory-share.ts';
import type { ReportInput } from './report-input.ts';
import { timeFrame } from './time-frame.ts';

/** Room above the line of all memory, for its label. */
const HEADROOM = 1.1;

/** Memory in use and memory the kernel would give back, under the line of all memory; null without figures. */
export function memorySection(input: ReportInput): Section | null {
  const { host, stats } = input;
  const used = chartSeries(host, [{ id: 'mem_used', label: 'used', colour: 'used' }]);
  if (used.length === 0) return null;
  const reclaimable = reclaimableSeries(host);
  const swap = (stats.metrics.swap_used?.p100 ?? 0) > 0 ? stats.metrics.swap_used : undefined;
  const total = memoryTotal(stats);
  const intro = [
    reclaimable
      ? 'Used cannot be reclaimed; cache is what the kernel would give back.'
      : 'Used cannot be reclaimed.',
    swap
      ? `Swap in use: ${formatFigure(swap.p50, 'megabytes')} at p50, ${formatFigure(swap.p100, 'megabytes')} at most.`
      : '',
  ];
  return {
    id: 'memory',
    basis: null,
    machine: null,
    title: 'Memory',
    intro: intro.filter(Boolean).join(' '),
    blocks: [
      {
        ...timeFrame(input),
        title: 'In use',
        unit: 'megabytes',
        form: 'stack',
        top: total === null ? null : total * HEADROOM,
        ceiling: total === null ? null : { value: total, label: `all ${formatRound(total, 'megabytes')}` },
        series: reclaimable ? [...used, reclaimable] : used,
        peak: null,
      },
    ],
  };
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
