import type { Sample } from '#agent/contract/sample.ts';

const MINUTE_MS = 60_000;

/** A delivery's minutes of samples, column-wise. Percent; `net` in bytes per second. */
export interface RecentRows {
  /** Unix ms of the last sample of each. */
  at: number[];
  samples: number[];
  /** Mean and highest sample of cpu_used. */
  cpu: (number | null)[];
  cpuMax: (number | null)[];
  /** mem_used of mem_total. */
  memory: (number | null)[];
  /** Of the busiest device at each moment. */
  disk: (number | null)[];
  /** Received and sent. */
  net: (number | null)[];
}

/** The fullest file system of the newest sample that has any. */
export interface Fullest {
  name: string;
  percent: number;
}

interface Moment {
  time: number;
  samples: readonly Sample[];
}

/**
 * What the fleet's page needs of a delivery: its samples of each minute as one row, so that what an agent catches up on
 * is spread over the time it is of. Those from before `since` (Unix ms) are left out.
 */
export function summarizeDelivery(
  moments: readonly Moment[],
  since: number,
): { rows: RecentRows; fullest: Fullest | null } {
  const minutes = new Map<number, Moment[]>();
  let newest: Moment | undefined;
  for (const moment of moments) {
    if (moment.time >= (newest?.time ?? 0)) newest = moment;
    if (moment.time < since) continue;
    const minute = Math.floor(moment.time / MINUTE_MS);
    const part = minutes.get(minute);
    if (part) part.push(moment);
    else minutes.set(minute, [moment]);
  }
  const rows: RecentRows = {
    at: [],
    samples: [],
    cpu: [],
    cpuMax: [],
    memory: [],
    disk: [],
    net: [],
  };
  for (const part of minutes.values()) {
    const values = part.map(({ samples }) => readMoment(samples));
    rows.at.push(part.reduce((last, { time }) => Math.max(last, time), 0));
    rows.samples.push(part.length);
    rows.cpu.push(mean(values.map(({ cpu }) => cpu)));
    rows.cpuMax.push(highest(values.map(({ cpu }) => cpu)));
    rows.memory.push(mean(values.map(({ memory }) => memory)));
    rows.disk.push(mean(values.map(({ disk }) => disk)));
    rows.net.push(mean(values.map(({ net }) => net)));
  }
  return { rows, fullest: newest ? findFullest(newest.samples) : null };
}

type Value = number | null;

function readMoment(samples: readonly Sample[]) {
  const host = samples.find(({ kind }) => kind === 'host')?.values;
  const [used, total] = [host?.mem_used ?? null, host?.mem_total ?? null];
  const [received, sent] = [host?.net_rx_bytes ?? null, host?.net_tx_bytes ?? null];
  return {
    cpu: host?.cpu_used ?? null,
    memory: used !== null && total ? (used / total) * 100 : null,
    disk: highest(samples.map(({ kind, values }) => (kind === 'disk' ? (values.disk_busy ?? null) : null))),
    net: received === null && sent === null ? null : (received ?? 0) + (sent ?? 0),
  };
}

function findFullest(samples: readonly Sample[]): Fullest | null {
  let fullest: Fullest | null = null;
  for (const { kind, entity, values } of samples) {
    const percent = kind === 'filesystem' ? (values.fs_used_percent ?? null) : null;
    if (percent !== null && (fullest === null || percent > fullest.percent))
      fullest = { name: entity, percent };
  }
  return fullest;
}

function mean(values: readonly Value[]): Value {
  let [sum, count] = [0, 0];
  for (const value of values)
    if (value !== null) {
      sum += value;
      count += 1;
    }
  return count === 0 ? null : sum / count;
}

function highest(values: readonly Value[]): Value {
  let top: Value = null;
  for (const value of values) if (value !== null && (top === null || value > top)) top = value;
  return top;
}
