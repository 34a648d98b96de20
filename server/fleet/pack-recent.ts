import { SLOT_MS } from './recent-span.ts';
import type { RecentRows } from './summarize-delivery.ts';

/** Numbers of a row, in this order; `at` is in seconds since the slot began. */
export const PACKED = ['at', 'samples', 'cpu', 'cpuMax', 'memory', 'disk', 'net'] as const;

/** Rows as `machine_recent` keeps them, by slot: float4, big-endian; what is unknown is NaN. */
export function packRecent(rows: RecentRows): { slot: Date; data: Buffer }[] {
  const slots = new Map<number, number[]>();
  rows.at.forEach((at, row) => {
    const slot = Math.floor(at / SLOT_MS) * SLOT_MS;
    const places = slots.get(slot);
    if (places) places.push(row);
    else slots.set(slot, [row]);
  });
  return [...slots].map(([slot, places]) => {
    const data = Buffer.alloc(places.length * PACKED.length * 4);
    let offset = 0;
    for (const row of places)
      for (const name of PACKED) {
        const value = rows[name][row] ?? Number.NaN;
        offset = data.writeFloatBE(name === 'at' ? (value - slot) / 1000 : value, offset);
      }
    return { slot: new Date(slot), data };
  });
}
