import type { SeriesResult } from '#server/metrics/types.ts';

type Column = (number | null)[];
type Found = Pick<SeriesResult, 'timestamps' | 'series' | 'entities'>;

/** What the dashboards of the earlier system show, and the metrics each needs. */
export const EARLIER_TOPICS = {
  cpu: ['cpu_user', 'cpu_system', 'cpu_idle', 'cpu_iowait', 'cpu_steal', 'cpu_irq', 'cpu_softirq'],
  memory: ['mem_used', 'mem_available', 'mem_cached', 'mem_buffers', 'mem_total'],
  disk: ['disk_read_bytes', 'disk_write_bytes', 'disk_read_ops', 'disk_write_ops', 'disk_busy'],
  network: ['net_rx_bytes', 'net_tx_bytes', 'net_rx_packets', 'net_tx_packets'],
} as const;
export type EarlierTopic = keyof typeof EARLIER_TOPICS;

/**
 * A series as those dashboards read it: columns as long as `timestamps` (ISO 8601 UTC), null where nothing is known,
 * each value the mean of its bucket. CPU and `percent_used`, `utilization`: percent; memory: MB; `total_gb`: GB, one
 * number, the last known; `*_bytes`: bytes per second; `*_ops`, `*_packets`: per second.
 */
export function columnsOf(topic: EarlierTopic, found: Found): Record<string, unknown> {
  const timestamps = found.timestamps.map((time) => new Date(time).toISOString());
  const column = (id: string, bands = found.series): Column => bands[id]?.avg ?? timestamps.map(() => null);
  const columns = (begin: string, bands = found.series) =>
    Object.fromEntries(
      EARLIER_TOPICS[topic]
        .filter((id) => id.startsWith(begin))
        .map((id) => [id.slice(begin.length), column(id, bands)]),
    );
  const entities = Object.entries(found.entities);
  if (topic === 'cpu') return { timestamps, ...columns('cpu_') };
  if (topic === 'network')
    return {
      timestamps,
      interfaces: entities.map(([name, bands]) => ({ name, ...columns('net_', bands) })),
    };
  if (topic === 'disk')
    return {
      timestamps,
      devices: entities.map(([name, bands]) => {
        const { busy, ...rest } = columns('disk_', bands);
        return { name, ...rest, utilization: busy };
      }),
    };
  const { total = [], ...memory } = columns('mem_');
  const used = column('mem_used');
  const known = total.findLast((value) => value !== null);
  return {
    timestamps,
    ...memory,
    percent_used: total.map((all, at) => {
      const part = used[at] ?? null;
      return all === null || part === null || all === 0 ? null : (100 * part) / all;
    }),
    total_gb: known == null ? null : known / 1024,
  };
}
