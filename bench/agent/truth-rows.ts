import type { SysstatRow } from './parse-sysstat.ts';

/** A metric that a peer reports too, and what the peer says, in our unit. */
export interface PeerValue {
  peer: 'mpstat' | 'iostat' | 'sar';
  kind: 'host' | 'cpu' | 'disk' | 'net';
  entity: string;
  id: string;
  value: number;
  isPercent: boolean;
  /** A difference below this says nothing: one event a second, or what is lost in print. */
  least: number;
}

const KIB = 1024;
const KIB_PER_MB = 1024;

type Source = readonly [column: string, id: string, scale: number, least: number];

const CPU: readonly Source[] = [
  ['%usr', 'cpu_user', 1, 0],
  ['%nice', 'cpu_nice', 1, 0],
  ['%sys', 'cpu_system', 1, 0],
  ['%iowait', 'cpu_iowait', 1, 0],
  ['%irq', 'cpu_irq', 1, 0],
  ['%soft', 'cpu_softirq', 1, 0],
  ['%steal', 'cpu_steal', 1, 0],
  ['%idle', 'cpu_idle', 1, 0],
];
const DISK: readonly Source[] = [
  ['r/s', 'disk_read_ops', 1, 1],
  ['w/s', 'disk_write_ops', 1, 1],
  ['rkB/s', 'disk_read_bytes', KIB, 4 * KIB],
  ['wkB/s', 'disk_write_bytes', KIB, 4 * KIB],
  ['%util', 'disk_busy', 1, 0],
  ['aqu-sz', 'disk_queue', 1, 0.01],
];
const NET: readonly Source[] = [
  ['rxpck/s', 'net_rx_packets', 1, 1],
  ['txpck/s', 'net_tx_packets', 1, 1],
  ['rxkB/s', 'net_rx_bytes', KIB, KIB],
  ['txkB/s', 'net_tx_bytes', KIB, KIB],
];
const HOST: readonly Source[] = [
  ['cswch/s', 'context_switches', 1, 1],
  ['pgpgin/s', 'page_in_bytes', KIB, 4 * KIB],
  ['pgpgout/s', 'page_out_bytes', KIB, 4 * KIB],
  ['majflt/s', 'major_faults', 1, 1],
  ['pswpin/s', 'swap_in_pages', 1, 1],
  ['pswpout/s', 'swap_out_pages', 1, 1],
  ['kbmemfree', 'mem_free', 1 / KIB_PER_MB, 1],
  ['kbavail', 'mem_available', 1 / KIB_PER_MB, 1],
  ['kbbuffers', 'mem_buffers', 1 / KIB_PER_MB, 1],
  ['kbswpused', 'swap_used', 1 / KIB_PER_MB, 1],
  ['ldavg-1', 'load_1', 1, 0.02],
  ['ldavg-5', 'load_5', 1, 0.02],
  ['ldavg-15', 'load_15', 1, 0.02],
];

/** What one line of a peer's report says about metrics of ours; nothing for a line about something else. */
export function truthRows(peer: PeerValue['peer'], row: SysstatRow): PeerValue[] {
  const read = (kind: PeerValue['kind'], entity: string, sources: readonly Source[]): PeerValue[] =>
    sources
      .filter(([column]) => row[column] !== undefined)
      .map(([column, id, scale, least]) => {
        const value = Number(row[column]) * scale;
        return { peer, kind, entity, id, value, isPercent: column.startsWith('%'), least };
      });
  if (row.CPU !== undefined)
    return row.CPU === 'all' ? read('host', '', CPU) : read('cpu', `cpu${row.CPU}`, CPU);
  if (row.Device !== undefined) return [...read('disk', row.Device, DISK), ...wait(peer, row)];
  if (row.IFACE !== undefined) return read('net', row.IFACE, NET);
  return read('host', '', HOST);
}

/** iostat has the waits of reads and of writes; ours is that of both. */
function wait(peer: PeerValue['peer'], row: SysstatRow): PeerValue[] {
  const at = (column: string): number => Number(row[column]);
  const operations = at('r/s') + at('w/s');
  if (!(operations > 0)) return [];
  const value = (at('r/s') * at('r_await') + at('w/s') * at('w_await')) / operations;
  const entity = row.Device ?? '';
  return [{ peer, kind: 'disk', entity, id: 'disk_wait', value, isPercent: false, least: 0.02 }];
}
