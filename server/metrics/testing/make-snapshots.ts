import type { TrickleBody } from '#agent/contract/trickle.ts';

export type TrickleSnapshots = TrickleBody['snapshots'];

/** A number that looks random and is the same in each run. */
const wobble = (index: number, salt: number): number => {
  const x = Math.sin(index * 12.9898 + salt * 78.233) * 43_758.5453;
  return x - Math.floor(x);
};

/**
 * Snapshots as an agent sends them, written by hand: two CPUs, a disk, an interface. Counters grow by different
 * amounts each second since `bootMs`, so two calls with the same `bootMs` are the same machine.
 * @param times Unix ms of each snapshot
 * @param busyAt from this time on each CPU has been busy for 0.6 s more: a spike in one interval
 */
export function makeSnapshots(times: readonly number[], bootMs: number, busyAt?: number): TrickleSnapshots {
  return times.map((time) => {
    const seconds = (time - bootMs) / 1000;
    const record = (subsystem: string, measurement: string) => ({
      timestamp: Math.floor(time / 1000),
      ms: time % 1000,
      subsystem,
      measurement,
    });
    const ticks = (salt: number) => {
      const busy = busyAt !== undefined && time >= busyAt ? 60 : 0;
      const used = Math.floor(seconds * 20 + 9 * wobble(Math.floor(seconds), salt) + busy);
      const idle = Math.floor(seconds * 80) - (used - Math.floor(seconds * 20));
      return [used, 0, Math.floor(seconds * 3), idle, Math.floor(seconds), 0, 0, 0, 0, 0];
    };
    const [first, second] = [ticks(1), ticks(2)];
    const all = first.map((value, index) => value + (second[index] ?? 0));
    const sectors = Math.floor(seconds * 1000 + 700 * wobble(Math.floor(seconds), 3));
    const bytes = Math.floor(seconds * 54_321 + 9999 * wobble(Math.floor(seconds), 4));
    const free = 2_000_000 + Math.floor(1_000_000 * wobble(Math.floor(seconds), 5));
    return {
      records: [
        record('/proc/uptime', `${seconds.toFixed(2)} 1.00\n`),
        record(
          '/proc/stat',
          `cpu  ${all.join(' ')}\ncpu0 ${first.join(' ')}\ncpu1 ${second.join(' ')}\nctxt ${Math.floor(seconds * 777)}\nprocs_running 1\nprocs_blocked 0\n`,
        ),
        record(
          '/proc/meminfo',
          `MemTotal: 8000000 kB\nMemFree: ${free} kB\nMemAvailable: ${free + 500_000} kB\nBuffers: 1000 kB\nCached: 300000 kB\nSwapTotal: 0 kB\nSwapFree: 0 kB\n`,
        ),
        record('/proc/loadavg', `${(wobble(Math.floor(seconds), 6) * 4).toFixed(2)} 0.50 0.25 1/100 4242\n`),
        record(
          '/proc/diskstats',
          `   8       0 sda ${sectors} 0 ${sectors} 10 ${sectors} 0 ${sectors} 10 0 20 20\n`,
        ),
        record(
          '/proc/net/dev',
          `Inter-|   Receive                                                |  Transmit\n face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed\n  eth0: ${bytes} 100 0 0 0 0 0 0 ${bytes} 100 0 0 0 0 0 0\n`,
        ),
      ],
    };
  });
}

/** Times from `start`, `count` of them, `stepMs` apart. */
export const everyMs = (start: number, count: number, stepMs: number): number[] =>
  Array.from({ length: count }, (_, index) => start + index * stepMs);
