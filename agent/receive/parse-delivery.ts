import { checkRecord } from '../contract/check-record.ts';
import { TRICKLE_LIMITS } from '../contract/limits.ts';
import type { CollectionRecord } from '../contract/record.ts';
import { COMMIT_SUBSYSTEM } from './commit-line.ts';
import { ReceiveError } from './receive-error.ts';

/** The records of one tick; `time` is Unix milliseconds. */
export interface ReceivedSnapshot {
  time: number;
  records: readonly CollectionRecord[];
}

interface Gap {
  from: number;
  to: number;
}

/** What an agent posted: numbered snapshots of a stream, or those of an earlier agent, which have no numbers. */
export type Delivery =
  | {
      kind: 'numbered';
      identifier: string | null;
      stream: string;
      firstSeq: number;
      gap: Gap | null;
      snapshots: ReceivedSnapshot[];
    }
  | { kind: 'measurements'; identifier: string | null; snapshots: ReceivedSnapshot[] };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const MOST_RECORDS = 10_000;

type Fields = Readonly<Record<string, unknown>>;

/**
 * A parsed body as a delivery. Throws ReceiveError INVALID_INPUT (`details.index` of a malformed snapshot) and
 * BATCH_TOO_LARGE.
 */
export function parseDelivery(body: unknown): Delivery {
  if (!isObject(body)) throw invalid('The body must be a JSON object.');
  const { identifier = null, measurements, snapshots } = body;
  if (identifier !== null && typeof identifier !== 'string') throw invalid('"identifier" must be a text.');
  if (measurements !== undefined) {
    const records = checkRecords(measurements, '"measurements"', TRICKLE_LIMITS.snapshots * MOST_RECORDS, {});
    return { kind: 'measurements', identifier, snapshots: groupByTime(records) };
  }
  const { stream, first_seq: firstSeq, gap } = body;
  if (typeof stream !== 'string' || !UUID.test(stream)) throw invalid('"stream" must be a UUID.');
  if (!isSequence(firstSeq)) throw invalid('"first_seq" must be an integer from 1 on.');
  if (!Array.isArray(snapshots) || snapshots.length === 0)
    throw invalid('"snapshots" must be a list, not empty.');
  if (snapshots.length > TRICKLE_LIMITS.snapshots) {
    throw new ReceiveError(
      400,
      'BATCH_TOO_LARGE',
      `${snapshots.length} snapshots; at most ${TRICKLE_LIMITS.snapshots} are taken at once.`,
    );
  }
  return {
    kind: 'numbered',
    identifier,
    stream: stream.toLowerCase(),
    firstSeq,
    gap: parseGap(gap),
    snapshots: snapshots.map(parseSnapshot),
  };
}

function parseSnapshot(snapshot: unknown, index: number): ReceivedSnapshot {
  const records = isObject(snapshot) ? snapshot.records : undefined;
  const checked = checkRecords(records, `"records" of snapshot ${index}`, MOST_RECORDS, { index });
  const [first, ...others] = groupByTime(checked);
  if (!first || others.length > 0)
    throw invalid(`Snapshot ${index} has records of different times.`, { index });
  return first;
}

function checkRecords(list: unknown, what: string, most: number, details: Fields): CollectionRecord[] {
  if (!Array.isArray(list) || list.length === 0 || list.length > most) {
    throw invalid(`${what} must be a list of 1 to ${most} records.`, details);
  }
  return list.map((record: CollectionRecord, index) => {
    const fault =
      checkRecord(record) ?? (record.subsystem === COMMIT_SUBSYSTEM ? 'the subsystem is kept for pcd' : null);
    if (fault !== null) throw invalid(`Record ${index} of ${what} is malformed: ${fault}.`, details);
    return record;
  });
}

/** In order of arrival; of two records of one time and subsystem the first counts. */
function groupByTime(records: readonly CollectionRecord[]): ReceivedSnapshot[] {
  const groups = new Map<number, Map<string, CollectionRecord>>();
  for (const record of records) {
    const time = record.timestamp * 1000 + (record.ms ?? 0);
    const group = groups.get(time) ?? new Map<string, CollectionRecord>();
    groups.set(time, group);
    if (!group.has(record.subsystem)) group.set(record.subsystem, record);
  }
  return [...groups].map(([time, group]) => ({ time, records: [...group.values()] }));
}

function parseGap(gap: unknown): Gap | null {
  if (gap === undefined) return null;
  if (!isObject(gap) || !isSequence(gap.from) || !isSequence(gap.to)) {
    throw invalid('"gap" must have the numbers "from" and "to".');
  }
  return { from: gap.from, to: gap.to };
}

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isSequence = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 1;

const invalid = (message: string, details: Fields = {}): ReceiveError =>
  new ReceiveError(400, 'INVALID_INPUT', message, details);
