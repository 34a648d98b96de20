import type { HeatChart, TimeChart } from '../../report-model.ts';

/** A stretch of time, Unix ms, both ends included. */
export interface Span {
  start: number;
  end: number;
}

/** What of a chart lies inside a stretch of time; the chart itself without one. */
export function sliceBlock<T extends TimeChart | HeatChart>(block: T, span: Span | null): T;
export function sliceBlock(block: TimeChart | HeatChart, span: Span | null): TimeChart | HeatChart {
  if (!span) return block;
  const inside = (time: number) => time >= span.start && time <= span.end;
  const from = block.times.findIndex(inside);
  const until = block.times.findLastIndex(inside) + 1;
  const cut = <V>(values: readonly V[]): V[] => (from < 0 ? [] : values.slice(from, until));
  const axis = { start: span.start, end: span.end, times: cut(block.times) };
  if (block.type === 'heat-chart')
    return {
      ...block,
      ...axis,
      rows: block.rows.map(({ label, values }) => ({ label, values: cut(values) })),
    };
  return {
    ...block,
    ...axis,
    peak: block.peak && { label: block.peak.label, values: cut(block.peak.values) },
    series: block.series.map((series) => ({
      ...series,
      avg: cut(series.avg),
      min: series.min && cut(series.min),
      max: series.max && cut(series.max),
    })),
  };
}
