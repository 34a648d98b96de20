import { metricsOf } from '#agent/contract/metrics.ts';
import type { Kind } from '#agent/contract/sample.ts';

/** What people look at together: metrics of the host, and a kind with entities. */
export interface Topic {
  host: readonly string[];
  kind: Kind | null;
}

const hostMetrics = (begins: readonly string[]): string[] =>
  metricsOf('host')
    .map(({ id }) => id)
    .filter((id) => begins.some((begin) => id.startsWith(begin)));

export const TOPICS = {
  cpu: { host: hostMetrics(['cpu_', 'load_', 'procs_', 'context_', 'pressure_cpu_']), kind: 'cpu' },
  memory: {
    host: hostMetrics(['mem_', 'swap_', 'page_', 'major_', 'oom_', 'pressure_memory_']),
    kind: null,
  },
  disk: { host: hostMetrics(['disk_', 'pressure_io_']), kind: 'disk' },
  network: { host: hostMetrics(['net_']), kind: 'net' },
  filesystem: { host: [], kind: 'filesystem' },
  container: { host: [], kind: 'container' },
} as const satisfies Record<string, Topic>;

export type TopicName = keyof typeof TOPICS;
