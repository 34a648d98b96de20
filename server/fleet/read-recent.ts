import type { Pool } from 'pg';
import type { LoadColumns } from './load-columns.ts';
import { PACKED } from './pack-recent.ts';
import { SLOT_MS } from './recent-span.ts';

interface Row {
  machine_id: string;
  slot: Date;
  data: Buffer;
}

const WIDTH = PACKED.length * 4;

/**
 * What `machine_recent` has from `since` (Unix ms) on, by machine's internal id. What was rated anew stands in it twice,
 * and the later one counts.
 */
export async function readRecent(pool: Pool, since: number): Promise<Map<string, LoadColumns>> {
  const { rows } = await pool.query<Row>({
    name: 'read-recent',
    text: 'SELECT machine_id::text, slot, data FROM machine_recent WHERE slot > $1',
    values: [new Date(since - SLOT_MS)],
  });
  const parts = new Map<string, Row[]>();
  for (const row of rows) {
    const known = parts.get(row.machine_id);
    if (known) known.push(row);
    else parts.set(row.machine_id, [row]);
  }
  return new Map([...parts].map(([id, slots]) => [id, unpack(slots, since)]));
}

function unpack(slots: readonly Row[], since: number): LoadColumns {
  const most = slots.reduce((sum, { data }) => sum + data.length / WIDTH, 0);
  const at = new Float64Array(most);
  const columns = PACKED.slice(1).map(() => new Float32Array(most));
  const places = new Map<number, number>();
  for (const { slot, data } of slots) {
    const began = slot.getTime();
    const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
    for (let offset = 0; offset < data.length; offset += WIDTH) {
      const time = began + Math.round(view.getFloat32(offset) * 1000);
      if (time < since) continue;
      const row = places.get(time) ?? places.size;
      places.set(time, row);
      at[row] = time;
      for (let column = 0; column < columns.length; column += 1)
        (columns[column] as Float32Array)[row] = view.getFloat32(offset + 4 + column * 4);
    }
  }
  const rows = places.size;
  const [samples, cpu, cpuMax, memory, disk, net] = columns.map((values) => values.subarray(0, rows));
  const none = new Float32Array(0);
  return {
    at: at.subarray(0, rows),
    samples: samples ?? none,
    cpu: cpu ?? none,
    cpuMax: cpuMax ?? none,
    memory: memory ?? none,
    disk: disk ?? none,
    net: net ?? none,
  };
}
