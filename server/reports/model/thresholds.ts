import type { FigureUnit } from '../report-model.ts';

/** Above `watch` a figure deserves attention, above `act` somebody should do something. */
export interface Threshold {
  /** The figure, in few words. */
  label: string;
  unit: FigureUnit;
  watch: number;
  act: number;
  why: string;
}

/** Every limit by which a report says good, watch or act; nothing else in a report judges. */
export const THRESHOLDS = {
  cpu_used_p95: {
    label: 'CPU used, p95',
    unit: 'percent',
    watch: 80,
    act: 95,
    why: 'Queueing: above 80 % the wait for a CPU grows faster than the load, near 100 % without bound.',
  },
  core_used_p95: {
    label: 'Busiest CPU, p95',
    unit: 'percent',
    watch: 95,
    act: 99.9,
    why: 'A core that is always used up bounds whatever runs on one thread, however idle its neighbours are.',
  },
  cpu_iowait_p95: {
    label: 'iowait, p95',
    unit: 'percent',
    watch: 10,
    act: 25,
    why: 'iowait is idle time with I/O outstanding: a tenth of all CPU time means work that waits for disks.',
  },
  cpu_steal_p95: {
    label: 'Steal, p95',
    unit: 'percent',
    watch: 2,
    act: 10,
    why: 'Stolen time was asked for and not given; a quiet host steals well under 1 %.',
  },
  load_per_cpu_p95: {
    label: 'Load per CPU, p95',
    unit: 'count',
    watch: 1,
    act: 2,
    why: 'Linux counts running, runnable and uninterruptible tasks: more than one for each CPU means that some wait.',
  },
  pressure_cpu_p95: {
    label: 'CPU pressure, p95',
    unit: 'percent',
    watch: 20,
    act: 50,
    why: 'Share of time in which some task waited for a CPU (kernel PSI).',
  },
  memory_used_p99: {
    label: 'Memory used, p99',
    unit: 'percent',
    watch: 90,
    act: 95,
    why: 'Used is what cannot be reclaimed; with a few percent left the kernel reclaims in the path of requests.',
  },
  pressure_memory_p95: {
    label: 'Memory pressure, p95',
    unit: 'percent',
    watch: 5,
    act: 20,
    why: 'Share of time in which some task waited for memory (kernel PSI); a machine with room shows 0.',
  },
  memory_growth: {
    label: 'Memory growth',
    unit: 'percent',
    watch: 10,
    act: 25,
    why: 'Share of all memory by which used memory grew, hour after hour, over the range.',
  },
  swap_p95: {
    label: 'Pages swapped, p95',
    unit: 'per_second',
    watch: 0,
    act: 1000,
    why: 'Pages swapped in and out in one interval of twenty mean memory was short again and again.',
  },
  oom_kills: {
    label: 'Out-of-memory kills',
    unit: 'count',
    watch: 0,
    act: 0,
    why: 'The kernel ended a process because there was no memory left.',
  },
  disk_busy_p95: {
    label: 'Disk busy, p95',
    unit: 'percent',
    watch: 70,
    act: 90,
    why: 'Queueing, as for CPUs. Devices that serve requests in parallel (NVMe, RAID) may have room at 100 %.',
  },
  disk_wait_p95: {
    label: 'Disk wait, p95',
    unit: 'milliseconds',
    watch: 20,
    act: 100,
    why: 'A request to an SSD takes about 1 ms, to a disk that turns about 10 ms; beyond that it waited in line.',
  },
  filesystem_used: {
    label: 'File system used',
    unit: 'percent',
    watch: 85,
    act: 95,
    why: 'File systems fragment and programs fail to write well before the last byte.',
  },
  filesystem_days: {
    label: 'Days until full',
    unit: 'days',
    watch: 30,
    act: 7,
    why: 'Days until full at the growth of this range: below these limits there is a date to plan for.',
  },
  link_share_p95: {
    label: 'Share of link, p95',
    unit: 'percent',
    watch: 70,
    act: 90,
    why: 'Share of the speed of the link, in the busier direction: above 70 % bursts are dropped or delayed.',
  },
  net_errors_p99: {
    label: 'Network errors, p99',
    unit: 'per_second',
    watch: 0,
    act: 10,
    why: 'A sound link has no errors at all.',
  },
  net_drops_p99: {
    label: 'Packets dropped, p99',
    unit: 'per_second',
    watch: 1,
    act: 100,
    why: 'Now and then a packet of an unknown protocol is dropped; a steady stream means queues that overflow.',
  },
  container_throttled_p95: {
    label: 'Container throttled, p95',
    unit: 'percent',
    watch: 5,
    act: 25,
    why: 'Share of scheduling periods in which a container used up its CPU quota and had to wait.',
  },
  container_memory_p99: {
    label: 'Container memory, p99',
    unit: 'percent',
    watch: 90,
    act: 98,
    why: 'At its limit a container reclaims its own cache, then its processes are ended.',
  },
  missing_samples: {
    label: 'Samples missing',
    unit: 'percent',
    watch: 5,
    act: 25,
    why: 'Share of the expected samples that are missing: the figures may miss what matters.',
  },
} as const satisfies Record<string, Threshold>;

export type ThresholdId = keyof typeof THRESHOLDS;
export type Thresholds = Readonly<Record<ThresholdId, Threshold>>;
