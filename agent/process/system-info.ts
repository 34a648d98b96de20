import type { SampleEvent } from '../contract/sample.ts';
import type { Snapshot } from '../procfs/snapshot.ts';

/** Longer lists of events say nothing more; all are counted. */
const EVENTS_LISTED = 1000;
const KB_PER_MB = 1024;

export interface SystemInfo {
  /** `snapshot` must have the facts carried over: see carryFacts. */
  add(snapshot: Snapshot, events: readonly SampleEvent[]): void;
  readonly snapshots: number;
  /** What is known of the machine and of the recording, as of the newest snapshot. */
  toJson(more: Readonly<Record<string, unknown>>): Record<string, unknown>;
}

/** Collects the facts of system_info.json in constant memory. */
export function createSystemInfo(): SystemInfo {
  let latest: Snapshot | null = null;
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let snapshots = 0;
  const counts = { restart: 0, gap: 0, clock_step: 0 };
  const listed: SampleEvent[] = [];
  return {
    get snapshots() {
      return snapshots;
    },
    add(snapshot, events) {
      snapshots += 1;
      first = Math.min(first, snapshot.time);
      last = Math.max(last, snapshot.time);
      // A snapshot with a record missing or damaged says less than the ones before.
      latest = { ...latest, ...snapshot };
      for (const event of events) {
        counts[event.type] += 1;
        if (listed.length < EVENTS_LISTED) listed.push(event);
      }
    },
    toJson(more) {
      const { host, meminfo, stat, sysfs, diskstats, netdev, statfs } = latest ?? {};
      const cpus = Object.keys(stat?.cpus ?? {}).filter((name) => name !== 'cpu').length;
      return {
        ...more,
        hostname: host?.hostname ?? null,
        os: host?.osRelease ?? null,
        kernel: host?.kernel ?? null,
        virtualization: host?.virtualization ?? null,
        cpu_model: host?.cpuModel ?? null,
        cpu_count: host?.cpuCount ?? (cpus > 0 ? cpus : null),
        memory_total_mb: host?.memoryTotalMb ?? (meminfo ? meminfo.total / KB_PER_MB : null),
        interval_seconds: host?.intervalSeconds ?? null,
        first_time: iso(first),
        last_time: iso(last),
        snapshots,
        event_counts: counts,
        events: listed.map(({ at, type }) => ({ at: iso(at), type })),
        disks: Object.keys(diskstats ?? {}).map((name) => ({ name, ...sysfs?.block[name] })),
        interfaces: Object.keys(netdev ?? {}).map((name) => ({ name, ...sysfs?.net[name] })),
        file_systems: Object.entries(statfs ?? {}).map(([mount_point, { blockSize, blocksTotal }]) => ({
          mount_point,
          size_bytes: blockSize * blocksTotal,
        })),
      };
    },
  };
}

const iso = (time: number): string | null => (Number.isFinite(time) ? new Date(time).toISOString() : null);
