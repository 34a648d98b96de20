import type { CollectionRecord } from './record.ts';

const LATEST = 4_102_444_800;
const LONGEST_SUBSYSTEM = 512;
const LONGEST_MEASUREMENT = 4 * 1024 * 1024;

/**
 * What is wrong with a value that should be a collection record; null when nothing is. The same bounds as the schema
 * `collectionRecord`, by hand: the agent's single files carry no schema library.
 */
export function checkRecord(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'not a JSON object';
  const { timestamp, ms, subsystem, measurement }: { [Key in keyof CollectionRecord]?: unknown } = value;
  if (!isInteger(timestamp, LATEST)) return `timestamp must be Unix seconds from 0 to ${LATEST}`;
  if (ms !== undefined && !isInteger(ms, 999)) return 'ms must be an integer from 0 to 999';
  if (typeof subsystem !== 'string' || subsystem === '' || subsystem.length > LONGEST_SUBSYSTEM)
    return `subsystem must be a text of 1 to ${LONGEST_SUBSYSTEM} characters`;
  if (typeof measurement !== 'string' || measurement.length > LONGEST_MEASUREMENT)
    return `measurement must be a text of at most ${LONGEST_MEASUREMENT} characters`;
  return null;
}

const isInteger = (value: unknown, most: number): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most;
