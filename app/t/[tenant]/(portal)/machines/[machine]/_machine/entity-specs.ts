import type { Kind } from '#agent/contract/sample.ts';
import { BYTES_PER_MB } from './host-specs.ts';
import type { PanelSpec } from './panel-spec.ts';

/** The panels of each entity of a kind. */
export interface EntitySpecs {
  kind: Kind;
  /** Heading over the entities. */
  title: string;
  /** The entities with the highest mean of this come first. */
  rank: string;
  panels: readonly PanelSpec[];
}

const transfer = (prefix: 'disk' | 'container'): PanelSpec[] => [
  {
    id: `${prefix}-bytes`,
    title: 'Throughput',
    quantity: 'bytes_rate',
    layers: [
      { metric: `${prefix}_read_bytes`, label: 'read', color: '--s-read' },
      { metric: `${prefix}_write_bytes`, label: 'write', color: '--s-write' },
    ],
  },
  {
    id: `${prefix}-iops`,
    title: 'Operations',
    quantity: 'per_second',
    note: 'operations',
    layers: [
      { metric: `${prefix}_read_ops`, label: 'reads', color: '--s-read' },
      { metric: `${prefix}_write_ops`, label: 'writes', color: '--s-write' },
    ],
  },
];

const single = (
  id: string,
  panel: Pick<PanelSpec, 'title' | 'quantity' | 'note'> & {
    metric: string;
    label: string;
    color: string;
    yMax?: number;
  },
): PanelSpec => {
  const { metric, label, color, ...rest } = panel;
  return { id, ...rest, layers: [{ metric, label, color }] };
};

const both = (id: string, title: string, what: 'packets' | 'errors' | 'dropped'): PanelSpec => ({
  id,
  title,
  quantity: 'per_second',
  note: 'packets',
  layers: [
    { metric: `net_rx_${what}`, label: 'received', color: '--s-rx' },
    { metric: `net_tx_${what}`, label: 'sent', color: '--s-tx' },
  ],
});

/** Panels per CPU, disk, interface, file system and container, by tab. */
export const ENTITY_SPECS: Readonly<Partial<Record<string, EntitySpecs>>> = {
  cpu: {
    kind: 'cpu',
    title: 'Each CPU',
    rank: 'cpu_used',
    panels: [
      {
        id: 'core',
        title: '',
        quantity: 'percent',
        stacked: true,
        yMax: 100,
        layers: [
          { metric: 'cpu_user', label: 'user', color: '--s-user' },
          { metric: 'cpu_system', label: 'system', color: '--s-system' },
          { metric: 'cpu_nice', label: 'nice', color: '--s-nice' },
          { metric: 'cpu_irqs', label: 'interrupts', color: '--s-irq' },
          { metric: 'cpu_iowait', label: 'iowait', color: '--s-iowait' },
          { metric: 'cpu_steal', label: 'steal', color: '--s-steal' },
        ],
        peak: { label: 'peak', metric: 'cpu_not_idle' },
      },
    ],
  },
  disk: {
    kind: 'disk',
    title: 'Each device',
    rank: 'disk_busy',
    panels: [
      ...transfer('disk'),
      single('busy', {
        title: 'Utilisation',
        quantity: 'percent',
        note: 'of the time busy',
        metric: 'disk_busy',
        label: 'busy',
        color: '--s-user',
        yMax: 100,
      }),
      single('wait', {
        title: 'Average wait',
        quantity: 'milliseconds',
        note: 'per operation',
        metric: 'disk_wait',
        label: 'wait',
        color: '--s-iowait',
      }),
      single('size', {
        title: 'Average size',
        quantity: 'bytes',
        note: 'per operation',
        metric: 'disk_size',
        label: 'size',
        color: '--s-irq',
      }),
      single('queue', {
        title: 'Queue',
        quantity: 'count',
        note: 'operations in flight',
        metric: 'disk_queue',
        label: 'queue',
        color: '--s-steal',
      }),
    ],
  },
  network: {
    kind: 'net',
    title: 'Each interface',
    rank: 'net_rx_bytes',
    panels: [
      {
        id: 'net',
        title: 'Throughput',
        quantity: 'network_rate',
        layers: [
          { metric: 'net_rx_bytes', label: 'received', color: '--s-rx' },
          { metric: 'net_tx_bytes', label: 'sent', color: '--s-tx' },
        ],
      },
      both('net-packets', 'Packets', 'packets'),
      both('net-errors', 'Errors', 'errors'),
      both('net-dropped', 'Dropped', 'dropped'),
    ],
  },
  filesystems: {
    kind: 'filesystem',
    title: 'Each file system',
    rank: 'fs_used_percent',
    panels: [
      single('fs-percent', {
        title: 'Filled',
        quantity: 'percent',
        note: 'of what users can have',
        metric: 'fs_used_percent',
        label: 'used',
        color: '--s-used',
        yMax: 100,
      }),
      {
        id: 'fs-size',
        title: 'Space',
        quantity: 'bytes',
        times: BYTES_PER_MB,
        stacked: true,
        layers: [
          { metric: 'fs_used', label: 'used', color: '--s-used' },
          { metric: 'fs_available', label: 'available', color: '--s-cache' },
        ],
      },
    ],
  },
  containers: {
    kind: 'container',
    title: 'Each container',
    rank: 'container_cpu',
    panels: [
      {
        id: 'container-cpu',
        title: 'CPU',
        quantity: 'percent',
        note: '100 = one CPU',
        stacked: true,
        layers: [
          { metric: 'container_cpu_user', label: 'user', color: '--s-user' },
          { metric: 'container_cpu_system', label: 'system', color: '--s-system' },
        ],
        peak: { label: 'peak', metric: 'container_cpu' },
      },
      {
        id: 'container-memory',
        title: 'Memory',
        quantity: 'bytes',
        times: BYTES_PER_MB,
        layers: [
          { metric: 'container_mem_used', label: 'used', color: '--s-used' },
          { metric: 'container_mem_limit', label: 'limit', color: '--s-iowait' },
        ],
      },
      ...transfer('container'),
      single('container-throttled', {
        title: 'Throttled',
        quantity: 'percent',
        note: 'of periods',
        metric: 'container_throttled',
        label: 'throttled',
        color: '--s-iowait',
        yMax: 100,
      }),
      single('container-tasks', {
        title: 'Tasks',
        quantity: 'count',
        note: 'processes and threads',
        metric: 'container_pids',
        label: 'tasks',
        color: '--s-user',
      }),
    ],
  },
};
