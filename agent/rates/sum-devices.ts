import { metricsOf } from '../contract/metrics.ts';
import type { Values } from './values.ts';

/** One device's values, and whether it was there in the previous snapshot. */
export interface DeviceValues {
  values: Values;
  appeared: boolean;
}

const HOST_IDS: ReadonlySet<string> = new Set(metricsOf('host').map((metric) => metric.id));

/**
 * The host's totals over the devices that count, for those ids that the host has too. A device that just appeared is
 * left out of its first interval; a device whose counter went backwards makes that total unknown, because the rest
 * without it would look like a drop. No device at all: nothing is known.
 */
export function sumDevices(devices: readonly DeviceValues[]): Values {
  const known = devices.filter((device) => !device.appeared);
  const ids = Object.keys(known[0]?.values ?? {}).filter((id) => HOST_IDS.has(id));
  const totals: Values = {};
  for (const id of ids) {
    let total: number | null = 0;
    for (const { values } of known) {
      const value = values[id];
      total = total === null || value == null ? null : total + value;
    }
    totals[id] = total;
  }
  return totals;
}
