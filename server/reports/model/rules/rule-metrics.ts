import type { Kind } from '#agent/contract/sample.ts';

/** The metrics that rules look at, and no others: what a page needs that shows findings alone. */
export const RULE_METRICS: Readonly<Record<Kind, readonly string[]>> = {
  host: [
    'cpu_used',
    'cpu_iowait',
    'cpu_steal',
    'load_1',
    'pressure_cpu_some',
    'mem_total',
    'mem_used',
    'mem_available',
    'pressure_memory_some',
    'swap_in_pages',
    'swap_out_pages',
    'oom_kills',
  ],
  cpu: ['cpu_used'],
  disk: ['disk_busy', 'disk_wait'],
  net: ['net_rx_bytes', 'net_tx_bytes', 'net_rx_errors', 'net_tx_errors', 'net_rx_dropped', 'net_tx_dropped'],
  filesystem: ['fs_size', 'fs_used', 'fs_available', 'fs_used_percent'],
  container: ['container_throttled', 'container_mem_percent'],
};
