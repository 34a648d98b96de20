import type { FleetView } from '#app/_trpc/outputs.ts';
import type { FleetRange } from '#server/fleet/fleet-range.ts';

/** What a range is called behind a figure. */
export const SPANS: Record<FleetRange, string> = {
  '1h': 'last hour',
  '6h': 'last 6 hours',
  '24h': 'last 24 hours',
  '7d': 'last 7 days',
};

const BASES: Record<FleetView['basis'], string> = {
  deliveries:
    'p95 of the averages of deliveries: exact where an agent delivers each sample by itself. Uploaded files are in the longer ranges.',
  sketches: 'p95 from hourly figures, approximate (within 1 %).',
  hours: 'p95 of hourly averages: the fleet is too large for exact ones over this range.',
};

/** What the figures of the table are, in a sentence. */
export const describeBasis = (basis: FleetView['basis']): string =>
  `${BASES[basis]} Disk: the busiest device. Network: received and sent.`;
