import type { PanelFacts, PanelSpec } from './panel-spec.ts';

export const MB_PER_GB = 1024;
export const MEGABYTE = 1e6;
export const MEGABIT = 1e6 / 8;

const largestGb =
  (metric: string) =>
  ({ bands }: PanelFacts): number | null => {
    const megabytes = bands[metric]?.max.findLast((value) => value !== null) ?? null;
    return megabytes === null ? null : megabytes / MB_PER_GB;
  };
const gigabytesOf =
  (metric: string) =>
  (facts: PanelFacts): string => {
    const total = largestGb(metric)(facts);
    // A machine without swap has none of 0 GB.
    return !total ? 'GB' : `GB of ${total.toFixed(total < 10 ? 1 : 0)}`;
  };
const percentOfCpus = ({ cpuCount }: PanelFacts): string =>
  cpuCount === null ? '%' : `% of ${cpuCount} ${cpuCount === 1 ? 'CPU' : 'CPUs'}`;

const CPU: PanelSpec = {
  id: 'cpu',
  title: 'CPU',
  unit: percentOfCpus,
  per: 1,
  stacked: true,
  yMax: 100,
  layers: [
    { metric: 'cpu_user', label: 'user', color: '--s-user' },
    { metric: 'cpu_system', label: 'system', color: '--s-system' },
    { metric: 'cpu_other', label: 'other', color: '--s-irq' },
    { metric: 'cpu_iowait', label: 'iowait', color: '--s-iowait' },
    { metric: 'cpu_steal', label: 'steal', color: '--s-steal' },
  ],
  peak: { label: 'peak', metric: 'cpu_not_idle' },
};

const MEMORY: PanelSpec = {
  id: 'memory',
  title: 'Memory',
  unit: gigabytesOf('mem_total'),
  per: MB_PER_GB,
  stacked: true,
  yMax: (facts) => largestGb('mem_total')(facts),
  layers: [
    { metric: 'mem_used', label: 'used', color: '--s-used' },
    { metric: 'mem_file', label: 'cached + buffers', color: '--s-cache' },
  ],
  peak: { label: 'peak used', metric: 'mem_used' },
  needs: ['mem_total'],
};

const DISK: PanelSpec = {
  id: 'disk',
  title: 'Disk',
  unit: 'MB/s',
  per: MEGABYTE,
  layers: [
    { metric: 'disk_read_bytes', label: 'read', color: '--s-read' },
    { metric: 'disk_write_bytes', label: 'write', color: '--s-write' },
  ],
};

const NETWORK: PanelSpec = {
  id: 'network',
  title: 'Network',
  unit: 'Mbit/s',
  per: MEGABIT,
  layers: [
    { metric: 'net_rx_bytes', label: 'received', color: '--s-rx' },
    { metric: 'net_tx_bytes', label: 'sent', color: '--s-tx' },
  ],
};

const pressure = (resource: 'cpu' | 'memory' | 'io', full: boolean): PanelSpec => ({
  id: `pressure-${resource}`,
  title: { cpu: 'CPU pressure', memory: 'Memory pressure', io: 'I/O pressure' }[resource],
  unit: '% of the time tasks waited',
  per: 1,
  layers: [
    { metric: `pressure_${resource}_some`, label: 'some', color: '--s-system' },
    ...(full ? [{ metric: `pressure_${resource}_full`, label: 'all', color: '--s-iowait' }] : []),
  ],
});

/** The host's panels, by tab. The four of the overview stand for the whole machine. */
export const HOST_SPECS = {
  overview: [CPU, MEMORY, DISK, NETWORK],
  cpu: [
    {
      ...CPU,
      title: 'Where CPU time went',
      layers: [
        ...CPU.layers.slice(0, 2),
        { metric: 'cpu_nice', label: 'nice', color: '--s-nice' },
        { metric: 'cpu_irqs', label: 'interrupts', color: '--s-irq' },
        ...CPU.layers.slice(3),
      ],
    },
    {
      id: 'load',
      title: 'Load',
      unit: ({ cpuCount }) => (cpuCount === null ? 'tasks' : `tasks; ${cpuCount} can run at once`),
      per: 1,
      layers: [
        { metric: 'load_1', label: '1 min', color: '--s-user' },
        { metric: 'load_5', label: '5 min', color: '--s-system' },
        { metric: 'load_15', label: '15 min', color: '--s-steal' },
      ],
    },
    {
      id: 'tasks',
      title: 'Tasks',
      unit: 'running and blocked',
      per: 1,
      layers: [
        { metric: 'procs_running', label: 'running', color: '--s-user' },
        { metric: 'procs_blocked', label: 'blocked on I/O', color: '--s-iowait' },
      ],
    },
    {
      id: 'switches',
      title: 'Context switches',
      unit: 'thousand/s',
      per: 1000,
      layers: [{ metric: 'context_switches', label: 'switches', color: '--s-user' }],
    },
    pressure('cpu', false),
  ],
  memory: [
    MEMORY,
    {
      id: 'swap',
      title: 'Swap',
      unit: gigabytesOf('swap_total'),
      per: MB_PER_GB,
      yMax: (facts) => largestGb('swap_total')(facts) || null,
      layers: [{ metric: 'swap_used', label: 'used', color: '--s-swap' }],
      needs: ['swap_total'],
    },
    {
      id: 'paging',
      title: 'Paging',
      unit: 'MB/s from and to disks',
      per: MEGABYTE,
      layers: [
        { metric: 'page_in_bytes', label: 'in', color: '--s-read' },
        { metric: 'page_out_bytes', label: 'out', color: '--s-write' },
      ],
    },
    {
      id: 'swapping',
      title: 'Swapping',
      unit: 'pages/s',
      per: 1,
      layers: [
        { metric: 'swap_in_pages', label: 'in', color: '--s-read' },
        { metric: 'swap_out_pages', label: 'out', color: '--s-write' },
      ],
    },
    {
      id: 'faults',
      title: 'Major faults',
      unit: '/s',
      per: 1,
      layers: [{ metric: 'major_faults', label: 'faults', color: '--s-iowait' }],
    },
    pressure('memory', true),
  ],
  disk: [
    { ...DISK, title: 'All disks: throughput' },
    {
      id: 'disk-ops',
      title: 'All disks: operations',
      unit: 'IOPS',
      per: 1,
      layers: [
        { metric: 'disk_read_ops', label: 'reads', color: '--s-read' },
        { metric: 'disk_write_ops', label: 'writes', color: '--s-write' },
      ],
    },
    pressure('io', true),
  ],
  network: [
    { ...NETWORK, title: 'All interfaces: throughput' },
    {
      id: 'packets',
      title: 'All interfaces: packets',
      unit: 'packets/s',
      per: 1,
      layers: [
        { metric: 'net_rx_packets', label: 'received', color: '--s-rx' },
        { metric: 'net_tx_packets', label: 'sent', color: '--s-tx' },
      ],
    },
  ],
  filesystems: [],
  containers: [],
} satisfies Record<string, PanelSpec[]>;
