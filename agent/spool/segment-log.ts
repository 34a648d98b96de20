import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  truncateSync,
  unlinkSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import type { Log } from '../log.ts';
import { monotonicMs } from '../monotonic-ms.ts';
import { checkRecord, type RecordSpan } from './check-record.ts';
import { decodeSnapshot } from './decode-snapshot.ts';
import { encodeRecord, RECORD_HEAD } from './encode-record.ts';
import { listSegments, type Segment } from './list-segments.ts';
import { scanRecords } from './scan-records.ts';
import { segmentAges } from './segment-ages.ts';
import { formatSegmentName, type SegmentIdentity } from './segment-name.ts';
import { openSegment, type SegmentWriter } from './segment-writer.ts';
import { setAside } from './set-aside.ts';

/** A numbered snapshot as payload of a record. */
export interface Entry {
  seq: number;
  payload: Buffer;
}

/** A snapshot as it was taken: JSON text. */
export interface StoredSnapshot {
  seq: number;
  json: string;
}

export interface ReadOptions {
  from: number;
  mostSnapshots: number;
  /** Of JSON; the first snapshot counts as fitting. */
  mostBytes: number;
  /** Numbers that are passed over. */
  skip: (seq: number) => boolean;
}

const PASSING: ReadonlySet<string | undefined> = new Set(['EMFILE', 'ENFILE', 'ENOMEM']);

/** Not on a disk that became read-only: what is behind the end is passed over, and overwritten later. */
function cut({ path, bytes }: Segment): void {
  try {
    truncateSync(path, bytes);
  } catch {
    return;
  }
}

/** Where the records of a segment lie. */
interface Located {
  path: string;
  spans: RecordSpan[];
}

/** So that a segment's age says something about the age of its oldest record. */
const LONGEST_OPEN_MS = 3_600_000;

/**
 * The segments of a spool on the disk: appends to the newest, reads from the oldest. Keeps no payload in memory, only
 * where the records of two segments lie: the newest and the one being read.
 */
export class SegmentLog {
  readonly #folder: string;
  readonly #segmentBytes: number;
  readonly #log: Log;
  readonly #segments: Segment[];
  #writer: SegmentWriter | null = null;
  #openedAt = 0;
  /** The segment that is appended to. */
  #tail: Located | null = null;
  #reading: Located | null = null;
  #usedThrough = 0;
  /** The tail was cut: a number that may have been used is not in the log any more. */
  readonly tornSeq: number | null = null;

  /** Opens the segments of a folder. Only the newest is read: its torn end is cut off. Throws the system's error. */
  constructor(folder: string, segmentBytes: number, log: Log) {
    this.#folder = folder;
    this.#segmentBytes = segmentBytes;
    this.#log = log;
    this.#segments = listSegments(folder);
    const newest = this.#segments.at(-1);
    if (!newest) return;
    let bytes: Buffer;
    try {
      bytes = readFileSync(newest.path);
    } catch (error) {
      // A bad sector. As many numbers as the segment may have held are not given out again.
      this.#usedThrough = newest.first + Math.ceil(newest.bytes / RECORD_HEAD);
      this.#giveUp(newest, error);
      return;
    }
    const { records, damaged } = scanRecords(bytes);
    this.#tail = { path: newest.path, spans: records };
    const tail = damaged.at(-1);
    if (tail?.end === bytes.length) {
      damaged.pop();
      this.tornSeq = this.lastSeq + 1;
      newest.bytes = tail.start;
      cut(newest);
      log.warn('spool had a torn end, cut off', {
        segment: basename(newest.path),
        bytes: tail.end - tail.start,
      });
    }
    this.#report(newest, bytes, damaged);
  }

  get bytes(): number {
    return this.#segments.reduce((sum, segment) => sum + segment.bytes, 0);
  }

  get firstSeq(): number | null {
    return this.#segments[0]?.first ?? null;
  }

  /** The highest number of a record, or one below the first that is expected; 0 without segments. */
  get lastSeq(): number {
    const last = this.#tail?.spans.at(-1)?.seq ?? (this.#segments.at(-1)?.first ?? 1) - 1;
    return Math.max(last, this.#usedThrough);
  }

  /** What the newest segment belongs to; null without segments. */
  get identity(): SegmentIdentity | null {
    return this.#segments.at(-1) ?? null;
  }

  /** Ages in ms, oldest segment first. */
  ages(now: number): number[] {
    return segmentAges(
      this.#segments.map(({ writtenAt }) => writtenAt),
      now,
    );
  }

  /**
   * Appends under the numbers given, which follow those there, and returns when all is on the disk.
   * Throws the system's error: then nothing of it is there.
   */
  append(entries: readonly Entry[], { stream, base }: Pick<SegmentIdentity, 'stream' | 'base'>): void {
    const [first] = entries;
    if (!first) return;
    const records = entries.map(({ seq, payload }) => encodeRecord(seq, payload));
    const bytes = Buffer.concat(records);
    const segment = this.#writable({ first: first.seq, stream, base }, bytes.length);
    let start = segment.bytes;
    try {
      this.#writer ??= openSegment(segment);
      this.#writer.append(bytes);
    } catch (error) {
      this.#retire();
      if (!existsSync(segment.path)) this.#giveUp(segment, error);
      throw error;
    }
    records.forEach((record, index) => {
      const end = start + record.length;
      this.#tail?.spans.push({ seq: entries[index]?.seq ?? 0, start, end });
      start = end;
    });
  }

  /**
   * The first run of consecutive numbers from `from` on; shorter than asked for at the end of a segment.
   * Throws the system's error when it is out of descriptors or memory.
   */
  read({ from, mostSnapshots, mostBytes, skip }: ReadOptions): StoredSnapshot[] {
    const run: StoredSnapshot[] = [];
    let bytes = 0;
    // A copy: a segment that cannot be read leaves the list.
    for (const [index, segment] of [...this.#segments].entries()) {
      const next = this.#segments[index + 1];
      if (next && next.first <= from) continue;
      for (const snapshot of this.#readSegment(segment, from, skip)) {
        const previous = run.at(-1);
        bytes += snapshot.json.length;
        const full = run.length >= mostSnapshots || bytes > mostBytes;
        if (previous && (full || snapshot.seq !== previous.seq + 1)) return run;
        run.push(snapshot);
      }
      if (run.length > 0) return run;
    }
    return run;
  }

  /** Deletes the segments that hold nothing above `seq`; the newest stays. */
  dropThrough(seq: number): void {
    while (this.#segments[1] && this.#segments[1].first - 1 <= seq) this.dropOldest();
  }

  /** Deletes the oldest segment, unless it is the only one; answers the last number that went with it. */
  dropOldest(): number | null {
    const [oldest, next] = this.#segments;
    if (!oldest || !next) return null;
    this.#segments.shift();
    if (this.#reading?.path === oldest.path) this.#reading = null;
    try {
      unlinkSync(oldest.path);
    } catch (error) {
      // At the next start it is there again, and sent again: the server drops what it has.
      this.#log.warn('cannot delete a segment of the spool', { reason: String(error) });
    }
    return next.first - 1;
  }

  /** Makes the newest segment one of this stream. Throws the system's error. */
  begin(identity: SegmentIdentity): void {
    this.#writable(identity, 0);
  }

  close(): void {
    this.#retire();
  }

  /** The segment to append to: the newest, or a new one when that is full, old or of another stream. */
  #writable(identity: SegmentIdentity, bytes: number): Segment {
    const newest = this.#segments.at(-1);
    const fits =
      newest &&
      newest.path === this.#tail?.path &&
      newest.stream === identity.stream &&
      newest.base === identity.base &&
      (newest.bytes === 0 || newest.bytes + bytes <= this.#segmentBytes) &&
      (this.#writer === null || monotonicMs() - this.#openedAt < LONGEST_OPEN_MS);
    if (fits) {
      if (this.#writer === null) this.#openedAt = monotonicMs();
      return newest;
    }
    this.#retire();
    this.#openedAt = monotonicMs();
    const path = join(this.#folder, formatSegmentName(identity));
    const segment: Segment = { ...identity, path, bytes: 0, writtenAt: Date.now() };
    this.#writer = openSegment(segment);
    // Where records were to follow there are none now: they begin where the new one does.
    if (newest?.bytes === 0) {
      this.#segments.pop();
      if (newest.path !== path) unlinkSync(newest.path);
    }
    this.#segments.push(segment);
    this.#tail = { path, spans: [] };
    return segment;
  }

  #retire(): void {
    this.#writer?.close();
    this.#writer = null;
  }

  *#readSegment(segment: Segment, from: number, skip: (seq: number) => boolean): Generator<StoredSnapshot> {
    let descriptor: number | null = null;
    try {
      const spans = this.#spansOf(segment);
      for (const span of spans) {
        if (span.seq < from || skip(span.seq)) continue;
        descriptor ??= openSync(segment.path, 'r');
        const record = Buffer.allocUnsafe(span.end - span.start);
        readSync(descriptor, record, 0, record.length, span.start);
        // Checked once more: it may have been long since the last time.
        if (checkRecord(record, 0)?.seq !== span.seq) {
          this.#report(segment, record, [{ start: 0, end: record.length }]);
          continue;
        }
        yield { seq: span.seq, json: decodeSnapshot(record.subarray(RECORD_HEAD)) };
      }
    } catch (error) {
      // Out of descriptors or memory: nothing is wrong with the segment.
      if (PASSING.has((error as NodeJS.ErrnoException).code)) throw error;
      this.#giveUp(segment, error);
    } finally {
      if (descriptor !== null) closeSync(descriptor);
    }
  }

  #spansOf(segment: Segment): RecordSpan[] {
    if (segment.path === this.#tail?.path) return this.#tail.spans;
    if (this.#reading?.path !== segment.path) {
      const bytes = readFileSync(segment.path);
      const { records, damaged } = scanRecords(bytes);
      this.#report(segment, bytes, damaged);
      this.#reading = { path: segment.path, spans: records };
    }
    return this.#reading.spans;
  }

  /** A segment that cannot be read at all: out of the way, so that what is behind it is delivered. */
  #giveUp(segment: Segment, error: unknown): void {
    this.#log.error('a segment of the spool cannot be read, passed over', {
      segment: basename(segment.path),
      reason: String(error),
    });
    if (segment.path === this.#tail?.path) {
      this.#retire();
      this.#tail = null;
    }
    const index = this.#segments.indexOf(segment);
    if (index >= 0) this.#segments.splice(index, 1);
    try {
      renameSync(segment.path, `${segment.path}.unreadable`);
    } catch {
      return;
    }
  }

  #report(segment: Segment, bytes: Buffer, damaged: readonly { start: number; end: number }[]): void {
    for (const { start, end } of damaged) {
      const name = `${basename(segment.path, '.seg')}-${start}.damaged`;
      this.#log.error('spool damaged, the damaged part is passed over', {
        segment: basename(segment.path),
        offset: start,
        bytes: end - start,
        kept_as: setAside(this.#folder, name, bytes.subarray(start, end)),
      });
    }
  }
}
