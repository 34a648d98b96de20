import { physicalInterfaces } from '#agent/rates/physical-interfaces.ts';
import { wholeDisks } from '#agent/rates/whole-disks.ts';
import type { MetricStats, StatsResult } from '#server/metrics/types.ts';

/** Entity → metric → statistics. */
export type Devices = Readonly<Record<string, Readonly<Record<string, MetricStats>>>>;

function only(entities: Devices | undefined, choose: (names: string[]) => ReadonlySet<string>): Devices {
  const all = entities ?? {};
  const chosen = choose(Object.keys(all));
  return Object.fromEntries(Object.entries(all).filter(([name]) => chosen.has(name)));
}

/** Statistics of whole physical disks and physical interfaces: the devices whose sums are the host's totals. */
export const countedDevices = (stats: StatsResult): { disk: Devices; net: Devices } => ({
  disk: only(stats.entities.disk, wholeDisks),
  net: only(stats.entities.net, physicalInterfaces),
});
