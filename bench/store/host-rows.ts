import type { CollectionRecord } from '../../agent/contract/record.ts';
import { parseSnapshot } from '../../agent/procfs/parse-snapshot.ts';
import { rateSnapshots } from '../../agent/rates/rate-snapshots.ts';

export type HostRow = Readonly<Record<string, number | null>>;

const NET = ['net_rx_bytes', 'net_tx_bytes', 'net_rx_packets', 'net_tx_packets'];

/**
 * The host's values in intervals of `step` ticks, by the product's own rates: the recording once from its first tick,
 * once from its second, and so on, for what a sampler sees depends on when it looks. So every row is a real interval.
 * For the network it is the loopback interface that is taken: the load went over it, and the other one was idle.
 */
export function hostRows(ticks: readonly (readonly CollectionRecord[])[], step: number): HostRow[] {
  const snapshots = ticks.map(parseSnapshot);
  const rows: HostRow[] = [];
  for (let phase = 0; phase < step; phase += 1)
    for (let index = phase; index + step < snapshots.length; index += step) {
      const [previous, current] = [snapshots[index], snapshots[index + step]];
      if (!previous || !current) continue;
      const { samples } = rateSnapshots(previous, current, step);
      const host = samples.find(({ kind }) => kind === 'host')?.values;
      const loopback = samples.find(({ kind, entity }) => kind === 'net' && entity === 'lo')?.values;
      if (host) rows.push({ ...host, ...Object.fromEntries(NET.map((id) => [id, loopback?.[id] ?? null])) });
    }
  return rows;
}
