import { gzipSync } from 'node:zlib';
import type { CollectionRecord } from '../../agent/contract/record.ts';

/** Records that are taken at the start and each hour only. */
const FACTS = new Set(['host[*]', 'sysfs[*]', '/proc/cpuinfo']);

/**
 * The part of a delivery's body that agents of the same ticks have in common, from "snapshots" on, compressed: recorded
 * ticks from `from` on, dated `seconds` and each `step` seconds after. Facts only stand in the first tick of an agent.
 */
export function commonBody(
  ticks: readonly (readonly CollectionRecord[])[],
  plan: { from: number; seconds: number; count: number; facts: boolean; step?: number },
): Buffer {
  const { from, seconds, count, facts, step = 1 } = plan;
  const known = (ticks[0] ?? [])
    .filter(({ subsystem }) => FACTS.has(subsystem))
    .map((record) => (record.subsystem === 'host[*]' ? withInterval(record, step) : record));
  const snapshots = Array.from({ length: count }, (_, index) => {
    const recorded = (ticks[from + index] ?? []).filter(({ subsystem }) => !FACTS.has(subsystem));
    const records = index === 0 && facts ? [...recorded, ...known] : recorded;
    return { records: records.map((record) => ({ ...record, timestamp: seconds + index * step, ms: 0 })) };
  });
  return gzipSync(`"snapshots":${JSON.stringify(snapshots)}}`);
}

/** The host's facts as of a collector with another interval: what it says itself is what counts as no gap. */
const withInterval = (record: CollectionRecord, seconds: number): CollectionRecord => ({
  ...record,
  measurement: JSON.stringify({ ...JSON.parse(record.measurement), interval_seconds: seconds }),
});

/**
 * A whole body: a small gzip member with what is the agent's own before the common one. Members in a row are one gzip
 * file (RFC 1952), so that a generator of a thousand agents need not compress each body anew.
 */
export function deliveryBody(
  common: Buffer,
  agent: { identifier: string; stream: string; first_seq: number },
): Buffer {
  return Buffer.concat([gzipSync(`${JSON.stringify(agent).slice(0, -1)},`, { level: 1 }), common]);
}
