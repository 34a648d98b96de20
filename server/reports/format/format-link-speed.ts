import { formatNumber } from './format-number.ts';

const MBIT_PER_GBIT = 1000;

/** Speed of a link given in Mbit/s: `100 Mbit/s`, `2.5 Gbit/s`. */
export function formatLinkSpeed(mbps: number): string {
  if (mbps < MBIT_PER_GBIT) return `${formatNumber(mbps, 0)}\u00a0Mbit/s`;
  const gbps = mbps / MBIT_PER_GBIT;
  return `${formatNumber(gbps, Number.isInteger(gbps) ? 0 : 1)}\u00a0Gbit/s`;
}
