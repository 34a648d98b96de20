import { physicalInterfaces } from '#agent/rates/physical-interfaces.ts';
import { wholeDisks } from '#agent/rates/whole-disks.ts';
import type { StatsResult } from '#server/metrics/types.ts';

type Entities = StatsResult['entities'][string];

function only(entities: Entities | undefined, choose: (names: string[]) => ReadonlySet<string>): Entities {
  const all = entities ?? {};
  const chosen = choose(Object.keys(all));
  return Object.fromEntries(Object.entries(all).filter(([name]) => chosen.has(name)));
}

/** Statistics of whole physical disks and physical interfaces: the devices whose sums are the host's totals. */
export const countedDevices = (stats: StatsResult): { disk: Entities; net: Entities } => ({
  disk: only(stats.entities.disk, wholeDisks),
  net: only(stats.entities.net, physicalInterfaces),
});
