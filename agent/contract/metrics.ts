import type { Kind } from './sample.ts';

/** How several values of one metric become one, in a bucket or over devices. */
export type Aggregation = 'mean' | 'sum' | 'last';
export type Unit = 'percent' | 'megabytes' | 'bytes_per_second' | 'per_second' | 'milliseconds' | 'count';

/** One row of the catalogue. `id` is the CSV column, the storage column and the API field. */
export interface Metric {
  id: string;
  kind: Kind;
  label: string;
  unit: Unit;
  source: string;
  aggregation: Aggregation;
  /** Values outside [min, max] are refused at the door. */
  range: readonly [min: number, max: number];
}

/** Ticks over ticks: few hundred at 1 s, but a quotient, which only float64 gives back to the bit. */
const cpu = (id: string, label: string, source: string): Omit<Metric, 'kind'> => ({
  id,
  label,
  unit: 'percent',
  source: `/proc/stat ${source}`,
  aggregation: 'mean',
  range: [0, 100],
});

/** Whole kB / 1024: exact in float64, whose low bits are then zero and cost nothing once compressed. */
const memory = (id: string, label: string, source: string): Metric => ({
  id,
  kind: 'host',
  label,
  unit: 'megabytes',
  source: `/proc/meminfo ${source}`,
  aggregation: 'mean',
  range: [0, 1e9],
});

/** Microseconds over an interval of the uptime clock, which has steps of 10 ms: a quotient, float64. */
const pressure = (resource: string, line: string, label: string): Metric => ({
  id: `pressure_${resource}_${line}`,
  kind: 'host',
  label,
  unit: 'percent',
  source: `/proc/pressure/${resource} total of ${line}`,
  aggregation: 'mean',
  range: [0, 100],
});

/** Growth of an integer over an interval of the uptime clock (steps of 10 ms): a quotient, float64; over 1.00 s whole. */
const rate = (id: string, kind: Kind, label: string, unit: Unit, source: string): Metric => ({
  id,
  kind,
  label,
  unit,
  source,
  aggregation: 'sum',
  range: [0, 1e15],
});

/** A level in MB: whole bytes or blocks / 2^20, exact in float64 as memory is. */
const size = (id: string, kind: Kind, label: string, source: string): Metric => ({
  id,
  kind,
  label,
  unit: 'megabytes',
  source,
  aggregation: 'mean',
  range: [0, 1e13],
});

/** A quotient of two integers: float64. */
const percent = (id: string, kind: Kind, label: string, source: string, most: number): Metric => ({
  id,
  kind,
  label,
  unit: 'percent',
  source,
  aggregation: 'mean',
  range: [0, most],
});

const CPU_SHARES = [
  cpu('cpu_user', 'user', 'user'),
  cpu('cpu_system', 'system', 'system'),
  cpu('cpu_idle', 'idle', 'idle'),
  cpu('cpu_iowait', 'iowait', 'iowait'),
  cpu('cpu_nice', 'nice', 'nice'),
  cpu('cpu_irq', 'irq', 'irq'),
  cpu('cpu_softirq', 'softirq', 'softirq'),
  cpu('cpu_steal', 'steal', 'steal'),
  cpu('cpu_used', 'used', '100 − idle − iowait'),
];

const DISK_RATES = (kind: Kind): Metric[] => [
  rate('disk_read_bytes', kind, 'read', 'bytes_per_second', '/proc/diskstats sectors read × 512'),
  rate('disk_write_bytes', kind, 'written', 'bytes_per_second', '/proc/diskstats sectors written × 512'),
  rate('disk_read_ops', kind, 'reads', 'per_second', '/proc/diskstats reads completed'),
  rate('disk_write_ops', kind, 'writes', 'per_second', '/proc/diskstats writes completed'),
];

const NET_RATES = (kind: Kind): Metric[] => [
  rate('net_rx_bytes', kind, 'received', 'bytes_per_second', '/proc/net/dev bytes received'),
  rate('net_tx_bytes', kind, 'sent', 'bytes_per_second', '/proc/net/dev bytes sent'),
  rate('net_rx_packets', kind, 'packets received', 'per_second', '/proc/net/dev packets received'),
  rate('net_tx_packets', kind, 'packets sent', 'per_second', '/proc/net/dev packets sent'),
];

/**
 * The metric catalogue: every metric the product knows, once. CSV header checks, storage columns, API fields,
 * panels and report sections derive from it. All values are float64, and storage gives them back to the bit: what its
 * source has with less (loads have two decimals, tasks are whole numbers, an uploaded file whatever it was rounded to)
 * it keeps as integers or scaled integers, column by column, where that is exact; see chooseTypes in the portal. The
 * order of host rows is the order of CSV columns (CONTRACT_COLUMNS first).
 */
export const METRICS: readonly Metric[] = [
  ...CPU_SHARES.map((m): Metric => ({ ...m, kind: 'host' })),
  memory('mem_total', 'total', 'MemTotal'),
  memory('mem_used', 'used', 'MemTotal − MemAvailable'),
  memory('mem_available', 'available', 'MemAvailable'),
  memory('mem_free', 'free', 'MemFree'),
  memory('mem_buffers', 'buffers', 'Buffers'),
  memory('mem_cached', 'cached', 'Cached + SReclaimable'),
  memory('swap_total', 'swap total', 'SwapTotal'),
  memory('swap_used', 'swap used', 'SwapTotal − SwapFree'),
  ...DISK_RATES('host'),
  ...NET_RATES('host'),
  {
    id: 'load_1',
    kind: 'host',
    label: 'load 1 min',
    unit: 'count',
    source: '/proc/loadavg',
    aggregation: 'mean',
    range: [0, 1e6],
  },
  {
    id: 'load_5',
    kind: 'host',
    label: 'load 5 min',
    unit: 'count',
    source: '/proc/loadavg',
    aggregation: 'mean',
    range: [0, 1e6],
  },
  {
    id: 'load_15',
    kind: 'host',
    label: 'load 15 min',
    unit: 'count',
    source: '/proc/loadavg',
    aggregation: 'mean',
    range: [0, 1e6],
  },
  {
    id: 'procs_running',
    kind: 'host',
    label: 'running tasks',
    unit: 'count',
    source: '/proc/stat procs_running',
    aggregation: 'mean',
    range: [0, 1e7],
  },
  {
    id: 'procs_blocked',
    kind: 'host',
    label: 'blocked tasks',
    unit: 'count',
    source: '/proc/stat procs_blocked',
    aggregation: 'mean',
    range: [0, 1e7],
  },
  rate('context_switches', 'host', 'context switches', 'per_second', '/proc/stat ctxt'),
  rate('page_in_bytes', 'host', 'paged in', 'bytes_per_second', '/proc/vmstat pgpgin × 1024'),
  rate('page_out_bytes', 'host', 'paged out', 'bytes_per_second', '/proc/vmstat pgpgout × 1024'),
  rate('swap_in_pages', 'host', 'swapped in', 'per_second', '/proc/vmstat pswpin'),
  rate('swap_out_pages', 'host', 'swapped out', 'per_second', '/proc/vmstat pswpout'),
  rate('major_faults', 'host', 'major faults', 'per_second', '/proc/vmstat pgmajfault'),
  rate('oom_kills', 'host', 'out-of-memory kills', 'per_second', '/proc/vmstat oom_kill'),
  pressure('cpu', 'some', 'some waited for a CPU'),
  pressure('memory', 'some', 'some waited for memory'),
  pressure('memory', 'full', 'all waited for memory'),
  pressure('io', 'some', 'some waited for I/O'),
  pressure('io', 'full', 'all waited for I/O'),

  ...CPU_SHARES.map((m): Metric => ({ ...m, kind: 'cpu' })),

  ...DISK_RATES('disk'),
  {
    id: 'disk_busy',
    kind: 'disk',
    label: 'busy',
    unit: 'percent',
    source: '/proc/diskstats time doing I/O',
    aggregation: 'mean',
    range: [0, 100],
  },
  {
    id: 'disk_wait',
    kind: 'disk',
    label: 'wait',
    unit: 'milliseconds',
    source: '/proc/diskstats time reading + writing per I/O',
    aggregation: 'mean',
    range: [0, 1e9],
  },
  {
    id: 'disk_queue',
    kind: 'disk',
    label: 'queue',
    unit: 'count',
    source: '/proc/diskstats weighted time doing I/O',
    aggregation: 'mean',
    range: [0, 1e6],
  },

  ...NET_RATES('net'),
  rate('net_rx_errors', 'net', 'receive errors', 'per_second', '/proc/net/dev errs'),
  rate('net_tx_errors', 'net', 'send errors', 'per_second', '/proc/net/dev errs'),
  rate('net_rx_dropped', 'net', 'receive drops', 'per_second', '/proc/net/dev drop'),
  rate('net_tx_dropped', 'net', 'send drops', 'per_second', '/proc/net/dev drop'),

  size('fs_size', 'filesystem', 'size', 'statfs blocks × block size'),
  size('fs_used', 'filesystem', 'used', 'statfs (blocks − free) × block size'),
  size('fs_available', 'filesystem', 'available', 'statfs available × block size'),
  percent('fs_used_percent', 'filesystem', 'used', 'statfs used / (used + available)', 100),

  percent('container_cpu', 'container', 'CPU, 100 = one CPU', 'cpu.stat usage_usec', 1e6),
  percent('container_cpu_user', 'container', 'user, 100 = one CPU', 'cpu.stat user_usec', 1e6),
  percent('container_cpu_system', 'container', 'system, 100 = one CPU', 'cpu.stat system_usec', 1e6),
  percent('container_throttled', 'container', 'periods throttled', 'cpu.stat nr_throttled / nr_periods', 100),
  size('container_mem_used', 'container', 'memory used', 'memory.current'),
  size('container_mem_limit', 'container', 'memory limit', 'memory.max'),
  percent('container_mem_percent', 'container', 'memory of limit', 'memory.current / memory.max', 1e6),
  size('container_mem_anon', 'container', 'anonymous memory', 'memory.stat anon'),
  size('container_mem_file', 'container', 'file memory', 'memory.stat file'),
  rate('container_read_bytes', 'container', 'read', 'bytes_per_second', 'io.stat rbytes'),
  rate('container_write_bytes', 'container', 'written', 'bytes_per_second', 'io.stat wbytes'),
  rate('container_read_ops', 'container', 'reads', 'per_second', 'io.stat rios'),
  rate('container_write_ops', 'container', 'writes', 'per_second', 'io.stat wios'),
  {
    id: 'container_pids',
    kind: 'container',
    label: 'tasks',
    unit: 'count',
    source: 'pids.current',
    aggregation: 'mean',
    range: [0, 1e7],
  },
];

/** The rows of one kind, in catalogue order. */
export const metricsOf = (kind: Kind): readonly Metric[] => METRICS.filter((metric) => metric.kind === kind);

/** The metric columns of the CSV contract, in their fixed order, behind `timestamp,machine_id`. */
const CONTRACT_COLUMNS = [
  'cpu_user',
  'cpu_system',
  'cpu_idle',
  'cpu_iowait',
  'mem_total',
  'mem_used',
  'mem_available',
  'mem_buffers',
  'mem_cached',
  'disk_read_bytes',
  'disk_write_bytes',
  'disk_read_ops',
  'disk_write_ops',
  'net_rx_bytes',
  'net_tx_bytes',
  'net_rx_packets',
  'net_tx_packets',
];

/** Host metric ids in export order: the contract's columns, then the rest of the catalogue. */
export const HOST_COLUMNS: readonly string[] = [
  ...CONTRACT_COLUMNS,
  ...metricsOf('host')
    .map((metric) => metric.id)
    .filter((id) => !CONTRACT_COLUMNS.includes(id)),
];
