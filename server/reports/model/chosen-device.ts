import { byName } from './by-name.ts';
import { countedDevices, type Devices } from './counted-devices.ts';
import type { Subject } from './subject.ts';

/** The device that a section shows first, and why that one. */
export interface ChosenDevice {
  name: string;
  why: string;
}

/** The devices from the highest `load` on; of equals the first by name. */
export function rankDevices(devices: Devices, load: (name: string) => number): string[] {
  return Object.keys(devices)
    .toSorted(byName)
    .map((name) => ({ name, load: load(name) }))
    .toSorted((a, b) => b.load - a.load)
    .map(({ name }) => name);
}

function choose(wanted: string | null, all: Devices, ranked: string[], reason: string): ChosenDevice | null {
  if (wanted !== null && Object.hasOwn(all, wanted)) return { name: wanted, why: 'as chosen' };
  const [name] = ranked;
  if (name === undefined) return null;
  const missing = wanted === null ? '' : `; ${wanted}, as chosen, has no samples in this range`;
  return { name, why: `${reason}${missing}` };
}

/** The disk chosen by the options, else the whole disk that was busy most of the time at p95, then on average. */
export function chosenDisk({ data, options }: Pick<Subject, 'data' | 'options'>): ChosenDevice | null {
  const { disk } = countedDevices(data.stats);
  const load = (name: string) => (disk[name]?.disk_busy?.p95 ?? -1) + (disk[name]?.disk_busy?.avg ?? 0) / 1e6;
  return choose(
    options.storageDevice,
    data.stats.entities.disk ?? {},
    rankDevices(disk, load),
    'the busiest by utilisation',
  );
}

/** The interface chosen by the options, else the physical one that carried most at p95, then in total. */
export function chosenInterface({ data, options }: Pick<Subject, 'data' | 'options'>): ChosenDevice | null {
  const { net } = countedDevices(data.stats);
  const sum = (name: string, of: 'p95' | 'avg') =>
    (net[name]?.net_rx_bytes?.[of] ?? 0) + (net[name]?.net_tx_bytes?.[of] ?? 0);
  const load = (name: string) => sum(name, 'p95') + sum(name, 'avg') / 1e6;
  return choose(
    options.networkInterface,
    data.stats.entities.net ?? {},
    rankDevices(net, load),
    'the busiest by throughput',
  );
}
