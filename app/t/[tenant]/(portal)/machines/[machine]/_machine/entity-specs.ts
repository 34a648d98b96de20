import type { Kind } from '#agent/contract/sample.ts';
import { MB_PER_GB, MEGABIT, MEGABYTE } from './host-specs.ts';
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
    unit: 'MB/s',
    per: MEGABYTE,
    layers: [
      { metric: `${prefix}_read_bytes`, label: 'read', color: '--s-read' },
      { metric: `${prefix}_write_bytes`, label: 'write', color: '--s-write' },
    ],
  },
  {
    id: `${prefix}-iops`,
    title: 'Operations',
    unit: 'IOPS',
    per: 1,
    layers: [
      { metric: `${prefix}_read_ops`, label: 'reads', color: '--s-read' },
      { metric: `${prefix}_write_ops`, label: 'writes', color: '--s-write' },
    ],
  },
];

const single = (
  id: string,
  panel: { title: string; unit: string; metric: string; label: string; color: string; yMax?: number },
): PanelSpec => {
  const { title, unit, metric, label, color, yMax } = panel;
  return { id, title, unit, per: 1, layers: [{ metric, label, color }], ...(yMax && { yMax }) };
};

const both = (id: string, title: string, what: 'packets' | 'errors' | 'dropped'): PanelSpec => ({
  id,
  title,
  unit: 'packets/s',
  per: 1,
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
        unit: '%',
        per: 1,
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
        title: 'Busy',
        unit: '% of the time',
        metric: 'disk_busy',
        label: 'busy',
        color: '--s-user',
        yMax: 100,
      }),
      single('wait', {
        title: 'Wait',
        unit: 'ms per operation',
        metric: 'disk_wait',
        label: 'wait',
        color: '--s-iowait',
      }),
      single('queue', {
        title: 'Queue',
        unit: 'operations in flight',
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
        ...both('net', 'Throughput', 'packets'),
        unit: 'Mbit/s',
        per: MEGABIT,
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
        unit: '% of what users can have',
        metric: 'fs_used_percent',
        label: 'used',
        color: '--s-used',
        yMax: 100,
      }),
      {
        id: 'fs-size',
        title: 'Space',
        unit: 'GB',
        per: MB_PER_GB,
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
        unit: '%, 100 = one CPU',
        per: 1,
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
        unit: 'GB',
        per: MB_PER_GB,
        layers: [
          { metric: 'container_mem_used', label: 'used', color: '--s-used' },
          { metric: 'container_mem_limit', label: 'limit', color: '--s-iowait' },
        ],
      },
      ...transfer('container'),
      single('container-throttled', {
        title: 'Throttled',
        unit: '% of periods',
        metric: 'container_throttled',
        label: 'throttled',
        color: '--s-iowait',
        yMax: 100,
      }),
      single('container-tasks', {
        title: 'Tasks',
        unit: 'processes and threads',
        metric: 'container_pids',
        label: 'tasks',
        color: '--s-user',
      }),
    ],
  },
};
