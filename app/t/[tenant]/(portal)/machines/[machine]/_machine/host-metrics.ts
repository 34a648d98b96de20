import { type Metric, metricsOf } from '#agent/contract/metrics.ts';

/** Metric ids of the host that belong to a section begin so. */
const HOST_PREFIXES: Readonly<Record<string, readonly string[]>> = {
  overview: ['cpu_used', 'cpu_iowait', 'mem_used', 'swap_used', 'disk_', 'net_rx_bytes', 'net_tx_bytes'],
  cpu: ['cpu_', 'load_', 'procs_', 'context_', 'pressure_cpu'],
  memory: ['mem_', 'swap_', 'page_', 'major_', 'oom_', 'pressure_memory'],
  disk: ['disk_', 'pressure_io'],
  network: ['net_'],
};

/** What of the host a section's table is about. */
export function hostMetrics(tab: string): Metric[] {
  const prefixes = HOST_PREFIXES[tab] ?? [];
  return metricsOf('host').filter(({ id }) => prefixes.some((prefix) => id.startsWith(prefix)));
}
