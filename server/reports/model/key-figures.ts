import type { FigureUnit } from '../report-model.ts';
import { busiestEntity } from './busiest-entity.ts';
import { countedDevices } from './counted-devices.ts';
import { cpuCountOf } from './cpu-count.ts';
import { memoryShare } from './memory-share.ts';
import type { Subject } from './subject.ts';

/** One figure by which machines and periods are compared; more is busier. */
export interface KeyFigure {
  label: string;
  unit: FigureUnit;
  of: (subject: Subject) => number | null;
}

const host = (id: string, figure: 'p50' | 'p95' | 'avg') => (subject: Subject) =>
  subject.data.stats.metrics[id]?.[figure] ?? null;
const both = (a: string, b: string) => (subject: Subject) => {
  const [one, other] = [host(a, 'p95')(subject), host(b, 'p95')(subject)];
  return one === null && other === null ? null : (one ?? 0) + (other ?? 0);
};

export const KEY_FIGURES: readonly KeyFigure[] = [
  { label: 'CPU used, p50', unit: 'percent', of: host('cpu_used', 'p50') },
  { label: 'CPU used, p95', unit: 'percent', of: host('cpu_used', 'p95') },
  { label: 'iowait, p95', unit: 'percent', of: host('cpu_iowait', 'p95') },
  { label: 'steal, p95', unit: 'percent', of: host('cpu_steal', 'p95') },
  {
    label: 'load per CPU, p95',
    unit: 'count',
    of: (subject) => {
      const [load, cpus] = [host('load_1', 'p95')(subject), cpuCountOf(subject)];
      return load === null || cpus === null ? null : load / cpus;
    },
  },
  { label: 'memory used, p50', unit: 'percent', of: ({ data }) => memoryShare(data.stats, 'p50') },
  { label: 'memory used, p99', unit: 'percent', of: ({ data }) => memoryShare(data.stats, 'p99') },
  {
    label: 'busiest disk, p95',
    unit: 'percent',
    of: ({ data }) => busiestEntity(countedDevices(data.stats).disk, 'disk_busy', 'p95')?.stats.p95 ?? null,
  },
  { label: 'disk read, p95', unit: 'bytes_per_second', of: host('disk_read_bytes', 'p95') },
  { label: 'disk written, p95', unit: 'bytes_per_second', of: host('disk_write_bytes', 'p95') },
  { label: 'disk requests, p95', unit: 'per_second', of: both('disk_read_ops', 'disk_write_ops') },
  { label: 'network received, p95', unit: 'bytes_per_second', of: host('net_rx_bytes', 'p95') },
  { label: 'network sent, p95', unit: 'bytes_per_second', of: host('net_tx_bytes', 'p95') },
  {
    label: 'fullest file system',
    unit: 'percent',
    of: ({ data }) =>
      busiestEntity(data.stats.entities.filesystem ?? {}, 'fs_used_percent', 'p95')?.stats.p95 ?? null,
  },
];
