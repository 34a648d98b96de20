import type { PanelFacts, PanelSpec } from './panel-spec.ts';

/** What the store calls MB are 1,024² bytes, as the kernel counts. */
export const BYTES_PER_MB = 1024 ** 2;

const largestBytes =
  (metric: string) =>
  ({ bands }: PanelFacts): number | null => {
    const megabytes = bands[metric]?.max.findLast((value) => value !== null) ?? null;
    // A machine without swap has none of 0.
    return megabytes ? megabytes * BYTES_PER_MB : null;
  };
const ofCpus = ({ cpuCount }: PanelFacts): string =>
  cpuCount === null ? '' : `of ${cpuCount} ${cpuCount === 1 ? 'CPU' : 'CPUs'}`;

const CPU: PanelSpec = {
  id: 'cpu',
  title: 'CPU',
  quantity: 'percent',
  note: ofCpus,
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
  quantity: 'bytes',
  times: BYTES_PER_MB,
  stacked: true,
  yMax: largestBytes('mem_total'),
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
  quantity: 'bytes_rate',
  layers: [
    { metric: 'disk_read_bytes', label: 'read', color: '--s-read' },
    { metric: 'disk_write_bytes', label: 'write', color: '--s-write' },
  ],
};

const NETWORK: PanelSpec = {
  id: 'network',
  title: 'Network',
  quantity: 'network_rate',
  layers: [
    { metric: 'net_rx_bytes', label: 'received', color: '--s-rx' },
    { metric: 'net_tx_bytes', label: 'sent', color: '--s-tx' },
  ],
};

const pressure = (resource: 'cpu' | 'memory' | 'io', full: boolean): PanelSpec => ({
  id: `pressure-${resource}`,
  title: { cpu: 'CPU pressure', memory: 'Memory pressure', io: 'I/O pressure' }[resource],
  quantity: 'percent',
  note: 'of the time tasks waited',
  yMax: 100,
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
      quantity: 'count',
      note: ({ cpuCount }) => (cpuCount === null ? 'tasks' : `tasks; ${cpuCount} can run at once`),
      layers: [
        { metric: 'load_1', label: '1 min', color: '--s-user' },
        { metric: 'load_5', label: '5 min', color: '--s-system' },
        { metric: 'load_15', label: '15 min', color: '--s-steal' },
      ],
    },
    {
      id: 'tasks',
      title: 'Run queue',
      quantity: 'count',
      note: 'tasks',
      layers: [
        { metric: 'procs_running', label: 'running', color: '--s-user' },
        { metric: 'procs_blocked', label: 'blocked on I/O', color: '--s-iowait' },
      ],
    },
    {
      id: 'switches',
      title: 'Context switches',
      quantity: 'per_second',
      layers: [{ metric: 'context_switches', label: 'switches', color: '--s-user' }],
    },
    pressure('cpu', false),
  ],
  memory: [
    {
      ...MEMORY,
      title: 'What memory holds',
      layers: [
        ...MEMORY.layers.slice(0, 1),
        { metric: 'mem_cache', label: 'cache', color: '--s-cache' },
        { metric: 'mem_buffers', label: 'buffers', color: '--s-buffers' },
      ],
    },
    {
      id: 'swap',
      title: 'Swap',
      quantity: 'bytes',
      times: BYTES_PER_MB,
      yMax: largestBytes('swap_total'),
      layers: [{ metric: 'swap_used', label: 'used', color: '--s-swap' }],
      needs: ['swap_total'],
      about: 'swap_total',
    },
    {
      id: 'paging',
      title: 'Paging',
      quantity: 'bytes_rate',
      note: 'from and to disks',
      layers: [
        { metric: 'page_in_bytes', label: 'in', color: '--s-read' },
        { metric: 'page_out_bytes', label: 'out', color: '--s-write' },
      ],
    },
    {
      id: 'swapping',
      title: 'Swapping',
      quantity: 'per_second',
      note: 'pages',
      layers: [
        { metric: 'swap_in_pages', label: 'in', color: '--s-read' },
        { metric: 'swap_out_pages', label: 'out', color: '--s-write' },
      ],
      about: 'swap_total',
    },
    {
      id: 'faults',
      title: 'Major faults',
      quantity: 'per_second',
      layers: [{ metric: 'major_faults', label: 'faults', color: '--s-iowait' }],
    },
    {
      id: 'kills',
      title: 'Out-of-memory kills',
      quantity: 'per_second',
      note: 'processes',
      layers: [{ metric: 'oom_kills', label: 'ended', color: '--s-iowait' }],
    },
    pressure('memory', true),
  ],
  disk: [
    { ...DISK, title: 'All disks: throughput' },
    {
      id: 'disk-ops',
      title: 'All disks: operations',
      quantity: 'per_second',
      note: 'operations',
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
      quantity: 'per_second',
      note: 'packets',
      layers: [
        { metric: 'net_rx_packets', label: 'received', color: '--s-rx' },
        { metric: 'net_tx_packets', label: 'sent', color: '--s-tx' },
      ],
    },
  ],
  filesystems: [],
  containers: [],
} satisfies Record<string, PanelSpec[]>;
