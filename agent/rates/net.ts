import type { NetCounters } from '../procfs/net-dev.ts';
import { perSecond } from './per-second.ts';
import type { Values } from './values.ts';

/** One interface over `seconds`. Unknown, all of it, when the interface was not there before. */
export function netValues(previous: NetCounters | undefined, current: NetCounters, seconds: number): Values {
  if (!previous) return {};
  const [rxBytes0, rxPackets0, rxErrors0, rxDropped0, txBytes0, txPackets0, txErrors0, txDropped0] = previous;
  const [rxBytes, rxPackets, rxErrors, rxDropped, txBytes, txPackets, txErrors, txDropped] = current;
  return {
    net_rx_bytes: perSecond(rxBytes0, rxBytes, seconds),
    net_tx_bytes: perSecond(txBytes0, txBytes, seconds),
    net_rx_packets: perSecond(rxPackets0, rxPackets, seconds),
    net_tx_packets: perSecond(txPackets0, txPackets, seconds),
    net_rx_errors: perSecond(rxErrors0, rxErrors, seconds),
    net_tx_errors: perSecond(txErrors0, txErrors, seconds),
    net_rx_dropped: perSecond(rxDropped0, rxDropped, seconds),
    net_tx_dropped: perSecond(txDropped0, txDropped, seconds),
  };
}
