import { perSecond } from '../rates/per-second.ts';
import type { Interval } from './interval.ts';

export const NET_DEV_HEADER =
  '#timestamp,IFACE,rxpck/s,txpck/s,rxkB/s,txkB/s,rxcmp/s,txcmp/s,rxmcst/s,%ifutil';

const BYTES_PER_KB = 1024;
const BITS_PER_BYTE = 8;
/** Places in NetCounters. */
const RX_COMPRESSED = 8;
const RX_MULTICAST = 9;
const TX_COMPRESSED = 10;

/**
 * `sar -n DEV` for each interface. %ifutil is the busier direction of what the link can carry (sysstat,
 * compute_ifutil, full duplex), 0 where the speed was not recorded. None for an interface that just appeared.
 */
export function netDevRows({ previous, current, seconds, samples, timestamp }: Interval): string[] {
  if (seconds === null) return [];
  const rows: string[] = [];
  for (const { kind, entity, values } of samples) {
    if (kind !== 'net') continue;
    const before = previous.netdev?.[entity];
    const now = current.netdev?.[entity];
    if (!before || !now) continue;
    const { net_rx_bytes: rx, net_tx_bytes: tx } = values;
    const cells = [
      timestamp,
      entity,
      values.net_rx_packets,
      values.net_tx_packets,
      kilobytes(rx),
      kilobytes(tx),
      perSecond(before[RX_COMPRESSED], now[RX_COMPRESSED], seconds),
      perSecond(before[TX_COMPRESSED], now[TX_COMPRESSED], seconds),
      perSecond(before[RX_MULTICAST], now[RX_MULTICAST], seconds),
      utilization(rx, tx, current.sysfs?.net[entity]?.speedMbps),
    ];
    rows.push(cells.join(','));
  }
  return rows;
}

const kilobytes = (bytes: number | null | undefined): number | null =>
  bytes == null ? null : bytes / BYTES_PER_KB;

function utilization(
  rx: number | null | undefined,
  tx: number | null | undefined,
  speedMbps: number | null | undefined,
): number | null {
  if (!speedMbps) return 0;
  if (rx == null || tx == null) return null;
  return Math.min(100, (100 * Math.max(rx, tx) * BITS_PER_BYTE) / (speedMbps * 1e6));
}
