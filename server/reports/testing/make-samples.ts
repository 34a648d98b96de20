import { metricsOf } from '#agent/contract/metrics.ts';
import { KINDS, type Kind } from '#agent/contract/sample.ts';
import type { KindColumns } from '#server/metrics/samples/batch-data.ts';

/** A machine to be made up. */
export interface MadeMachine {
  /** Unix ms of the first sample. */
  start: number;
  count: number;
  intervalSeconds: number;
  cpus: number;
  disks: number;
  nics: number;
  filesystems: number;
  containers: number;
  /** Share of everything that is used, 0–1: 0.02 is an idle machine. */
  load: number;
  /** Changes a value: gets kind, metric, entity, the sample's number and the value. */
  change?: (kind: Kind, metric: string, entity: string, at: number, value: number) => number | null;
}

/** Looks random, and is the same in each run. */
const wobble = (at: number, salt: number): number => {
  const x = Math.sin(at * 12.9898 + salt * 78.233) * 43_758.5453;
  return x - Math.floor(x);
};

const MEMORY_MB = 32_768;
const DISK_MB = 500_000;

/** A value of one metric that fits the others roughly; `r` is 0–1, different in each sample. */
function made(metric: string, load: number, r: number): number {
  const share = load * (0.4 + 0.6 * r);
  if (/^cpu_(used|user)$/.test(metric)) return 100 * share * (metric === 'cpu_user' ? 0.7 : 1);
  if (metric === 'cpu_system') return 100 * share * 0.3;
  if (metric === 'cpu_idle') return 100 - 100 * share;
  if (metric.startsWith('cpu_') || metric.startsWith('pressure_')) return 0;
  if (metric === 'mem_total') return MEMORY_MB;
  if (metric === 'mem_used') return MEMORY_MB * (0.2 + 0.05 * r);
  if (metric === 'mem_available') return MEMORY_MB * (0.8 - 0.05 * r);
  if (metric === 'mem_free') return MEMORY_MB * 0.4;
  if (metric.startsWith('mem_')) return MEMORY_MB * 0.1;
  if (/^(swap|page|major|oom)_|_errors$|_dropped$/.test(metric)) return metric === 'swap_total' ? 4096 : 0;
  if (metric === 'disk_busy') return 80 * share;
  if (metric === 'disk_wait') return 1 + r;
  if (metric === 'disk_queue') return share;
  if (metric === 'fs_size') return DISK_MB;
  if (metric === 'fs_used') return DISK_MB * 0.4;
  if (metric === 'fs_available') return DISK_MB * 0.6;
  if (metric === 'fs_used_percent') return 40;
  if (metric === 'container_throttled') return 0;
  if (metric === 'container_mem_limit') return 2048;
  if (metric.startsWith('container_mem_percent')) return 20;
  if (metric.startsWith('container_mem')) return 400;
  if (/load_|procs_running|_pids$/.test(metric)) return 4 * share;
  if (metric === 'procs_blocked') return 0;
  if (metric.endsWith('_bytes')) return Math.round(5e6 * share * (0.5 + r));
  return Math.round(400 * share * (0.5 + r));
}

/** Samples of a made-up machine, one list of columns per kind. */
export function makeSamples(machine: MadeMachine): Record<Kind, KindColumns> {
  const many = (count: number, name: (at: number) => string) =>
    Array.from({ length: count }, (_, at) => name(at));
  const names: Record<Kind, string[]> = {
    host: [''],
    cpu: many(machine.cpus, (at) => `cpu${at}`),
    disk: many(machine.disks, (at) => `nvme${at}n1`),
    net: many(machine.nics, (at) => `eth${at}`),
    filesystem: many(machine.filesystems, (at) => (at === 0 ? '/' : `/data${at}`)),
    container: many(machine.containers, (at) => `docker/web-${at}`),
  };
  const all = {} as Record<Kind, KindColumns>;
  for (const kind of KINDS) {
    const metrics = metricsOf(kind);
    const columns: KindColumns = { time: [], entity: [], values: {} };
    for (const { id } of metrics) columns.values[id] = [];
    for (let at = 0; at < machine.count; at += 1)
      names[kind].forEach((entity, number) => {
        columns.time.push(machine.start + at * machine.intervalSeconds * 1000);
        columns.entity.push(entity);
        metrics.forEach(({ id }, metric) => {
          const value = made(id, machine.load, wobble(at, number + (kind === 'host' ? 0 : metric * 7)));
          columns.values[id]?.push(machine.change ? machine.change(kind, id, entity, at, value) : value);
        });
      });
    all[kind] = columns;
  }
  return all;
}
