import { createHash } from 'node:crypto';

/** Reserved: no agent may post records of it. Readers of collections pass it over, as every unknown subsystem. */
export const COMMIT_SUBSYSTEM = 'pcd[*]';

/** What the line behind a batch says: that the batch is whole, and how far each stream has come with it. */
export interface Commit {
  /** Length of the batch in bytes, and the first half of its SHA-256 in hex. */
  bytes: number;
  digest: string;
  /** Stream → highest number stored; those that the batch moved, or all that are known. */
  streams: Readonly<Record<string, number>>;
  /** Times (Unix ms) of snapshots without numbers; those of the batch, or all that are remembered. */
  times: readonly number[];
  /** `streams` and `times` are all that is known: nothing further back has to be read. */
  all: boolean;
}

const DIGEST_CHARACTERS = 32;

/** What a commit says of its batch's content: the first half of the SHA-256 in hex. */
export const digestOf = (batch: Buffer): string =>
  createHash('sha256').update(batch).digest('hex').slice(0, DIGEST_CHARACTERS);

/**
 * The commit as a record of the collection, with its newline. `time` (Unix ms) is that of the snapshot beside it, so
 * that no reader takes it for a snapshot of its own.
 */
export function encodeCommit(commit: Commit, time: number): string {
  const record = {
    timestamp: Math.floor(time / 1000),
    ms: time % 1000,
    subsystem: COMMIT_SUBSYSTEM,
    measurement: JSON.stringify(commit),
  };
  return `${JSON.stringify(record)}\n`;
}

/** A line of a collection (without newline) as a commit; null when it is none, or damaged. */
export function parseCommit(line: string): Commit | null {
  try {
    const record: unknown = JSON.parse(line);
    if (!isObject(record) || record.subsystem !== COMMIT_SUBSYSTEM) return null;
    const commit: unknown = typeof record.measurement === 'string' ? JSON.parse(record.measurement) : null;
    return isCommit(commit) ? commit : null;
  } catch {
    return null;
  }
}

function isCommit(value: unknown): value is Commit {
  return (
    isObject(value) &&
    isCount(value.bytes) &&
    typeof value.digest === 'string' &&
    isObject(value.streams) &&
    Object.values(value.streams).every(isCount) &&
    Array.isArray(value.times) &&
    value.times.every(isCount) &&
    typeof value.all === 'boolean'
  );
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
