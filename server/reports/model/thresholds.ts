import type { Unit } from '#agent/contract/metrics.ts';

/** Above `watch` a figure deserves attention, above `act` somebody should do something. */
export interface Threshold {
  unit: Unit;
  watch: number;
  act: number;
  why: string;
}

/** Every limit by which a report says good, watch or act; nothing else in a report judges. */
export const THRESHOLDS = {
  cpu_used_p95: {
    unit: 'percent',
    watch: 80,
    act: 95,
    why: 'Queueing: above 80 % the wait for a CPU grows faster than the load, near 100 % without bound.',
  },
  core_used_p95: {
    unit: 'percent',
    watch: 95,
    act: 100,
    why: 'A core that is always used up bounds whatever runs on one thread, however idle its neighbours are.',
  },
  cpu_iowait_p95: {
    unit: 'percent',
    watch: 10,
    act: 25,
    why: 'iowait is idle time with I/O outstanding: a tenth of all CPU time means work that waits for disks.',
  },
  cpu_steal_p95: {
    unit: 'percent',
    watch: 2,
    act: 10,
    why: 'Stolen time was asked for and not given; a quiet host steals well under 1 %.',
  },
  memory_used_p99: {
    unit: 'percent',
    watch: 90,
    act: 95,
    why: 'Used is what cannot be reclaimed; with a few percent left the kernel reclaims in the path of requests.',
  },
  swap_out_p95: {
    unit: 'per_second',
    watch: 0,
    act: 1000,
    why: 'Pages written to swap in one interval of twenty mean memory was short again and again.',
  },
  disk_busy_p95: {
    unit: 'percent',
    watch: 70,
    act: 90,
    why: 'Queueing, as for CPUs. Devices that serve requests in parallel (NVMe, RAID) may have room at 100 %.',
  },
  net_errors_p99: {
    unit: 'per_second',
    watch: 0,
    act: 10,
    why: 'A sound link has no errors at all.',
  },
} as const satisfies Record<string, Threshold>;
