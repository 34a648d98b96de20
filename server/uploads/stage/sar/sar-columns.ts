import { METRICS } from '#agent/contract/metrics.ts';
import type { Kind } from '#agent/contract/sample.ts';

const KB_IN_MB = 1 / 1024;
const MB_IN_MB = 1;
const KB_IN_BYTES = 1024;
const SECTOR_BYTES = 512;

/** Column of sar → what it is called in our table, and what its values are multiplied by. */
type Columns = Readonly<Record<string, readonly [as: string, scale: number]>>;

/**
 * What sar's columns mean, by the column that names the thing measured: sar(1), sadf -d and the files of pcprocess,
 * lower case. Names that begin with `sar_` are no metrics, but metrics are worked out from them (see sar-values).
 * sysstat's kB are units of 1,024 bytes.
 */
export const SAR_COLUMNS: Readonly<Record<'none' | 'cpu' | 'disk' | 'net' | 'filesystem', Columns>> = {
  none: {
    kbmemfree: ['mem_free', KB_IN_MB],
    kbavail: ['mem_available', KB_IN_MB],
    kbmemused: ['sar_used', KB_IN_MB],
    '%memused': ['sar_used_percent', 1],
    kbbuffers: ['mem_buffers', KB_IN_MB],
    kbcached: ['mem_cached', KB_IN_MB],
    kbswpfree: ['sar_swap_free', KB_IN_MB],
    kbswpused: ['swap_used', KB_IN_MB],
    rtps: ['disk_read_ops', 1],
    wtps: ['disk_write_ops', 1],
    'bread/s': ['disk_read_bytes', SECTOR_BYTES],
    'bwrtn/s': ['disk_write_bytes', SECTOR_BYTES],
    'runq-sz': ['procs_running', 1],
    blocked: ['procs_blocked', 1],
    'ldavg-1': ['load_1', 1],
    'ldavg-5': ['load_5', 1],
    'ldavg-15': ['load_15', 1],
    'cswch/s': ['context_switches', 1],
    'pgpgin/s': ['page_in_bytes', KB_IN_BYTES],
    'pgpgout/s': ['page_out_bytes', KB_IN_BYTES],
    'majflt/s': ['major_faults', 1],
    'pswpin/s': ['swap_in_pages', 1],
    'pswpout/s': ['swap_out_pages', 1],
    '%scpu': ['pressure_cpu_some', 1],
    '%smem': ['pressure_memory_some', 1],
    '%fmem': ['pressure_memory_full', 1],
    '%sio': ['pressure_io_some', 1],
    '%fio': ['pressure_io_full', 1],
  },
  cpu: {
    '%user': ['cpu_user', 1],
    '%usr': ['cpu_user', 1],
    '%nice': ['cpu_nice', 1],
    '%system': ['cpu_system', 1],
    '%sys': ['cpu_system', 1],
    '%iowait': ['cpu_iowait', 1],
    '%steal': ['cpu_steal', 1],
    '%irq': ['cpu_irq', 1],
    '%soft': ['cpu_softirq', 1],
    '%guest': ['sar_guest', 1],
    '%gnice': ['sar_guest_nice', 1],
    '%idle': ['cpu_idle', 1],
  },
  disk: {
    rtps: ['disk_read_ops', 1],
    wtps: ['disk_write_ops', 1],
    'bread/s': ['disk_read_bytes', SECTOR_BYTES],
    'bwrtn/s': ['disk_write_bytes', SECTOR_BYTES],
    'rd_sec/s': ['disk_read_bytes', SECTOR_BYTES],
    'wr_sec/s': ['disk_write_bytes', SECTOR_BYTES],
    'rkb/s': ['disk_read_bytes', KB_IN_BYTES],
    'wkb/s': ['disk_write_bytes', KB_IN_BYTES],
    'aqu-sz': ['disk_queue', 1],
    'avgqu-sz': ['disk_queue', 1],
    await: ['disk_wait', 1],
    '%util': ['disk_busy', 1],
  },
  net: {
    'rxpck/s': ['net_rx_packets', 1],
    'txpck/s': ['net_tx_packets', 1],
    'rxkb/s': ['net_rx_bytes', KB_IN_BYTES],
    'txkb/s': ['net_tx_bytes', KB_IN_BYTES],
    'rxerr/s': ['net_rx_errors', 1],
    'txerr/s': ['net_tx_errors', 1],
    'rxdrop/s': ['net_rx_dropped', 1],
    'txdrop/s': ['net_tx_dropped', 1],
  },
  filesystem: {
    mbfsfree: ['sar_fs_free', MB_IN_MB],
    mbfsused: ['fs_used', MB_IN_MB],
    '%ufsused': ['fs_used_percent', 1],
    blocksize: ['sar_block_size', 1],
    blockstotal: ['sar_blocks', 1],
    blocksavail: ['sar_blocks_available', 1],
  },
};

/** The column that names the thing measured → kind. */
export const SAR_ENTITIES: Readonly<Record<string, Exclude<keyof typeof SAR_COLUMNS, 'none'>>> = {
  cpu: 'cpu',
  dev: 'disk',
  iface: 'net',
  filesystem: 'filesystem',
  mountpoint: 'filesystem',
  mount: 'filesystem',
};

/** What a column may hold, by the catalogue; our own helpers only may not be negative. */
export function sarRange(kind: Kind, as: string): readonly [number, number] {
  const metric =
    METRICS.find((one) => one.id === as && one.kind === kind) ?? METRICS.find(({ id }) => id === as);
  // A busy disk may show a little more than the interval.
  if (as === 'disk_busy') return [0, 200];
  return metric?.range ?? [0, 1e18];
}
