import type { Kind } from '#agent/contract/sample.ts';
import type { KindColumns } from '#server/metrics/samples/batch-data.ts';
import { makeSamples } from './make-samples.ts';

const STEP_SECONDS = 120;
const DAY_SAMPLES = (24 * 3600) / STEP_SECONDS;
const MEMORY_MB = 65_536;

/** A machine with something to say in every section. */
export interface FullMachine {
  /** Unix ms of the first sample; midnight UTC makes hours those of the shape below. */
  start: number;
  days?: number;
  cpus?: number;
  /** 1 is a busy database server; less is less of everything. */
  share?: number;
}

/** Looks random, and is the same in each run. */
const wobble = (at: number, salt: number): number => {
  const x = Math.sin(at * 12.9898 + salt * 78.233) * 43_758.5453;
  return x - Math.floor(x);
};

/** Names of devices as machines have them: plain, long, and in other scripts. */
const NAMES: Readonly<Record<string, string>> = {
  nvme0n1: 'nvme0n1',
  nvme1n1: 'nvme1n1',
  nvme2n1: 'dm-name-luks-9f8c6a52-4a5e-4c1e-b0a1-0123456789ab',
  eth0: 'eth0',
  eth1: 'enp216s0f1np1',
  '/': '/',
  '/data1': '/var/lib/postgresql',
  '/data2': '/srv/архив/Ωμέγα',
  'docker/web-0': 'docker/api',
  'docker/web-1': 'docker/postgres-exporter-with-a-long-name',
  'docker/web-2': 'podman/очередь',
  'docker/web-3': 'kube/default/cart-7d9c5b6f4-x2x8p',
};

/** A working day with a night's backup: hours of UTC, shares of what the machine can do. */
function shape(hour: number): { work: number; backup: number } {
  const work = 0.25 + 0.5 * Math.max(0, Math.sin(((hour - 6) / 14) * Math.PI));
  return { work: hour > 6 && hour < 20 ? work : 0.25, backup: hour >= 2 && hour < 4 ? 1 : 0 };
}

/** Samples each 2 minutes of a server with days and nights, a backup, a disk that fills and a gap of half an hour. */
export function fullMachine({
  start,
  days = 1,
  cpus = 8,
  share = 1,
}: FullMachine): Record<Kind, KindColumns> {
  const samples = makeSamples({
    start,
    count: days * DAY_SAMPLES,
    intervalSeconds: STEP_SECONDS,
    cpus,
    disks: 3,
    nics: 2,
    filesystems: 3,
    containers: 4,
    load: share,
    change: (kind, metric, entity, at, value) => changed({ kind, metric, entity, at, share, days, value }),
  });
  const isGone = (time: number): boolean =>
    time >= start + 13.2 * 3_600_000 && time < start + 13.7 * 3_600_000;
  for (const columns of Object.values(samples)) {
    const kept = columns.time.flatMap((time, row) => (isGone(time) ? [] : [row]));
    const keep = <T>(list: readonly T[]): T[] => kept.map((row) => list[row] as T);
    for (const [id, list] of Object.entries(columns.values)) columns.values[id] = keep(list);
    columns.entity = keep(columns.entity).map((name) => NAMES[name] ?? name);
    columns.time = keep(columns.time);
  }
  return samples;
}

interface Place {
  kind: Kind;
  metric: string;
  entity: string;
  at: number;
  share: number;
  days: number;
  value: number;
}

function changed({ kind, metric, entity, at, share, days, value }: Place): number {
  const hour = ((at * STEP_SECONDS) / 3600) % 24;
  const { work, backup } = shape(hour);
  const noise = wobble(
    at,
    Array.from(`${metric} ${entity}`, (one) => one.charCodeAt(0)).reduce((a, b) => a + b),
  );
  const busy = share * work * (0.8 + 0.4 * noise);
  const through = at / (days * DAY_SAMPLES);
  if (kind === 'host') {
    const iowait = share * (1 + 2 * noise + 24 * backup);
    const steal = hour > 15 && hour < 16 ? 6 * noise : 0.2 * noise;
    const host: Record<string, number> = {
      cpu_user: 70 * busy,
      cpu_system: 18 * busy,
      cpu_iowait: iowait,
      cpu_steal: steal,
      cpu_softirq: noise,
      cpu_idle: 100 - 88 * busy - iowait - steal - noise,
      cpu_used: 88 * busy + steal + noise,
      mem_total: MEMORY_MB,
      mem_used: MEMORY_MB * (0.45 + 0.25 * share * through + 0.1 * busy),
      mem_available: MEMORY_MB * (0.55 - 0.25 * share * through - 0.1 * busy),
      mem_free: MEMORY_MB * 0.04,
      mem_buffers: MEMORY_MB * 0.02,
      mem_cached: MEMORY_MB * (0.4 - 0.25 * through),
      swap_total: 8192,
      swap_used: 400 * share * through,
      load_1: 12 * busy,
      load_5: 11 * share * work,
      load_15: 10.5 * share * work,
      major_faults: 30 * backup * noise,
      page_in_bytes: 4e7 * backup * noise + 1e5 * noise,
      page_out_bytes: 2e6 * busy,
      pressure_cpu_some: 20 * busy,
      pressure_io_some: 3 * noise + 55 * backup,
      pressure_io_full: noise + 35 * backup,
      pressure_memory_some: 2 * through * noise,
      oom_kills: 0,
      disk_read_bytes: 9e6 * share * (0.2 + noise) + 1.2e8 * share * backup,
      disk_write_bytes: 2e7 * busy,
      disk_read_ops: 300 * share * (0.2 + noise) + 2000 * share * backup,
      disk_write_ops: 900 * busy,
    };
    return host[metric] ?? value * (0.3 + work) * (0.6 + 0.8 * noise);
  }
  if (kind === 'cpu' && /_(used|user|idle|system)$/.test(metric)) {
    const uneven = entity === 'cpu0' ? 1.35 : 0.5 + 0.7 * wobble(3, Number(entity.slice(3)));
    const used = Math.min(100, 100 * busy * uneven);
    if (metric === 'cpu_idle') return 100 - used;
    return used * (metric === 'cpu_user' ? 0.8 : metric === 'cpu_system' ? 0.2 : 1);
  }
  if (metric === 'disk_busy')
    return entity === 'nvme1n1' ? Math.min(100, 40 * busy + 90 * backup) : 15 * busy;
  if (metric === 'disk_wait') return entity === 'nvme1n1' ? 2 + noise + 26 * backup : 0.6 + noise;
  if (metric === 'disk_queue') return entity === 'nvme1n1' ? 0.4 + 9 * backup : busy;
  if (kind === 'disk') return value * (0.2 + busy + 3 * backup * (entity === 'nvme1n1' ? 1 : 0));
  if (metric === 'net_rx_errors') return entity === 'eth1' && at % 40 === 0 ? 2 : 0;
  if (kind === 'net') return value * (entity === 'eth0' ? 1 : 0.15) * (0.2 + busy);
  if (kind === 'filesystem') return filling(metric, entity, share * through, value);
  if (metric === 'container_throttled') return entity === 'docker/web-1' ? 45 * busy : 0;
  if (metric === 'container_mem_percent') return entity === 'docker/web-0' ? 60 + 34 * through : 25;
  return value * (1.4 - 0.3 * Number(entity.slice(-1)));
}

/** The second file system grows by an eighth of its size in the range. */
function filling(metric: string, entity: string, through: number, value: number): number {
  if (entity !== '/data1') return value;
  const size = 500_000;
  const used = 0.74 + 0.125 * through;
  if (metric === 'fs_used') return size * used;
  if (metric === 'fs_available') return size * (1 - used);
  return metric === 'fs_used_percent' ? 100 * used : size;
}
