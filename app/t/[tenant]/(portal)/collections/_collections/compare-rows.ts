import { type Metric, metricsOf } from '#agent/contract/metrics.ts';
import type { MetricStats } from '#server/metrics/types.ts';

/** What two runs are told apart by. */
const COMPARED = [
  'cpu_used',
  'cpu_user',
  'cpu_system',
  'cpu_iowait',
  'cpu_steal',
  'load_1',
  'mem_used',
  'swap_used',
  'disk_read_bytes',
  'disk_write_bytes',
  'net_rx_bytes',
  'net_tx_bytes',
];

/** One metric of both sessions; a change is in percent of the first, null where that is nothing. */
export interface ComparedMetric {
  metric: Metric;
  avg: [number, number];
  p95: [number, number];
  avgChange: number | null;
  p95Change: number | null;
}

const change = (first: number, second: number): number | null =>
  first === 0 ? (second === 0 ? 0 : null) : (100 * (second - first)) / Math.abs(first);

/** The metrics that both sessions have values of. */
export function compareRows(
  first: Readonly<Record<string, MetricStats>>,
  second: Readonly<Record<string, MetricStats>>,
): ComparedMetric[] {
  return metricsOf('host')
    .filter(({ id }) => COMPARED.includes(id))
    .flatMap((metric) => {
      const [a, b] = [first[metric.id], second[metric.id]];
      if (a?.avg == null || b?.avg == null || a.p95 == null || b.p95 == null) return [];
      return [
        {
          metric,
          avg: [a.avg, b.avg],
          p95: [a.p95, b.p95],
          avgChange: change(a.avg, b.avg),
          p95Change: change(a.p95, b.p95),
        } satisfies ComparedMetric,
      ];
    });
}
