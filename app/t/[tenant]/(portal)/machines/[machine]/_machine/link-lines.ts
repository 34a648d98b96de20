import { formatLinkSpeed } from '#server/reports/format/format-link-speed.ts';

/** `eth0 10 Gbit/s, eth1 1 Gbit/s`; empty where no speed is known. */
export const linkLines = (speeds: Readonly<Record<string, number>> | null): string =>
  Object.entries(speeds ?? {})
    .toSorted(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }))
    .map(([name, mbps]) => `${name} ${formatLinkSpeed(mbps)}`)
    .join(', ');
