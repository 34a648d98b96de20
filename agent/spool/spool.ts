import { join } from 'node:path';
import type { Log } from '../log.ts';
import { makeFolder } from '../make-folder.ts';
import { monotonicMs } from '../monotonic-ms.ts';
import { encodeSnapshot } from './encode-snapshot.ts';
import { Holes } from './holes.ts';
import { lockSpool } from './lock-spool.ts';
import { MemoryBuffer } from './memory-buffer.ts';
import { newStream } from './new-stream.ts';
import { type Cursor, openCursor, type PendingBatch } from './open-cursor.ts';
import { SegmentLog, type StoredSnapshot } from './segment-log.ts';
import { setAside } from './set-aside.ts';

export interface SpoolOptions {
  folder: string;
  limitBytes: number;
  maxAgeMs: number;
  /** For what the disk does not take. */
  memoryBytes: number;
  log: Log;
  /** 1 to 4 MiB by the limit, unless given. */
  segmentBytes?: number;
}

/** The next snapshots to deliver, in the numbers of the stream. */
export interface Run {
  firstSeq: number;
  lastSeq: number;
  /** JSON of each. */
  snapshots: string[];
  gap: { from: number; to: number; reason: string } | null;
}

const MB = 1024 * 1024;
/** A backlog of more than this is compressed; what is delivered at once is not worth the work. */
const SOON_DELIVERED = 60;
const DISK_FULL: ReadonlySet<string | undefined> = new Set([
  'ENOSPC',
  'EDQUOT',
  'EIO',
  'EROFS',
  'EMFILE',
  'ENFILE',
]);

/**
 * The snapshots of one stream that are not acknowledged yet, on the disk. A snapshot counts when it is synced, which
 * costs one fdatasync per tick. What the disk does not take waits in memory until it does.
 *
 * Numbers on the disk run through the spool's whole life; the stream's are less by `base`. One process at a time.
 */
export class Spool {
  readonly counts = { dropped: 0 };
  readonly #options: SpoolOptions;
  readonly #segments: SegmentLog;
  readonly #cursor: Cursor;
  readonly #memory: MemoryBuffer;
  readonly #holes = new Holes();
  #unlock: (() => void) | null = null;
  #stream: string;
  #base = 0;
  #lastSeq: number;
  #ackedThrough: number;
  /** What the cursor says of `#lastSeq`. */
  #usedThrough: number;
  #pending: PendingBatch | null = null;
  /** From the cursor, until it is sent again. */
  #resume: PendingBatch | null = null;
  #failing = false;
  #checkedAt = Number.NEGATIVE_INFINITY;

  /**
   * Opens the spool, making it if it is not there. Throws Error when another process uses it or the folder may not be
   * written; a disk that is full only makes it wait in memory.
   */
  constructor(options: SpoolOptions) {
    const { folder, limitBytes, memoryBytes, log } = options;
    this.#options = options;
    this.#memory = new MemoryBuffer(memoryBytes);
    this.#prepare();
    const segmentBytes = options.segmentBytes ?? Math.min(Math.max(limitBytes / 256, MB), 4 * MB);
    this.#segments = new SegmentLog(folder, segmentBytes, log);
    this.#cursor = openCursor(join(folder, 'cursor'));
    const identity = this.#segments.identity;
    const { found } = this.#cursor;
    this.#stream = identity?.stream ?? found?.stream ?? newStream();
    this.#base = (identity ?? found)?.base ?? 0;
    const first = this.#segments.firstSeq ?? 1;
    const known = found?.stream === this.#stream ? found : null;
    this.#ackedThrough = Math.max(this.#base, known?.ackedThrough ?? first - 1);
    const onDisk = Math.max(this.#segments.lastSeq, this.#base, first - 1);
    // No number is given out twice: the server would take the second for the first.
    this.#lastSeq = Math.max(
      onDisk,
      this.#segments.tornSeq ?? 0,
      found?.usedThrough ?? 0,
      this.#ackedThrough,
    );
    this.#usedThrough = this.#lastSeq;
    this.#resume = known?.pending ?? null;
    this.#holes.add({ from: this.#ackedThrough + 1, to: first - 1, reason: 'spool_overflow' });
    this.#holes.add({
      from: Math.max(onDisk, this.#ackedThrough) + 1,
      to: this.#lastSeq,
      reason: 'lost_at_stop',
    });
    this.#enforceLimits();
    // Both its slots have their place on the disk from now on, whatever room there is later.
    this.#saveCursor(false);
    this.#saveCursor(false);
  }

  get stream(): string {
    return this.#stream;
  }

  /** The highest number given out so far; in the stream, like all numbers outside. */
  get lastSeq(): number {
    return this.#lastSeq - this.#base;
  }

  /** How many snapshots wait. */
  get waiting(): number {
    return Math.max(0, this.#lastSeq - this.#ackedThrough - this.#holes.size);
  }

  /** On the disk. */
  get bytes(): number {
    return this.#segments.bytes;
  }

  /** Whether the disk does not take what comes. */
  get inMemoryOnly(): boolean {
    return this.#failing;
  }

  /** Takes in the JSON of a snapshot and answers its number. It is on the disk then, unless `inMemoryOnly`. */
  push(json: string): number {
    this.#lastSeq += 1;
    const payload = encodeSnapshot(json, this.waiting > SOON_DELIVERED);
    const dropped = this.#memory.push({ seq: this.#lastSeq, payload });
    for (const seq of dropped) this.#holes.add({ from: seq, to: seq, reason: 'memory_overflow' });
    this.counts.dropped += dropped.length;
    this.#flush();
    if (monotonicMs() - this.#checkedAt > 60_000 || this.bytes > this.#options.limitBytes)
      this.#enforceLimits();
    return this.lastSeq;
  }

  /**
   * The oldest snapshots without a hole between them, within the limits but at least one; null when there are none.
   * After a restart it is exactly the batch that was on its way before, if that is still there.
   * Throws the system's error when it is out of descriptors or memory.
   */
  hold(mostSnapshots: number, mostBytes: number): Run | null {
    const resumed = this.#resume;
    this.#resume = null;
    if (resumed && resumed.first > this.#ackedThrough) {
      const again = this.#read(resumed.first, resumed.last - resumed.first + 1, Number.POSITIVE_INFINITY);
      if (again[0]?.seq === resumed.first && again.at(-1)?.seq === resumed.last)
        return this.#run(again, resumed.gap);
    }
    const snapshots = this.#read(this.#ackedThrough + 1, mostSnapshots, mostBytes);
    const [first] = snapshots;
    if (!first) return null;
    const gap = { from: this.#ackedThrough + 1, to: first.seq - 1 };
    if (gap.from > gap.to) return this.#run(snapshots, null);
    const reason = this.#holes.reason(gap.from, gap.to) ?? 'spool_damaged';
    this.counts.dropped += this.#holes.add({ ...gap, reason });
    return this.#run(snapshots, { ...gap, reason });
  }

  /**
   * Forgets all up to `seq`, and takes it for what the server has, even if that is less than was thought: what is still
   * there is sent again then.
   */
  ack(seq: number): void {
    const through = Math.min(Math.max(seq, 0) + this.#base, this.#lastSeq);
    if (through < this.#ackedThrough) {
      const to = Math.min(this.#ackedThrough, (this.#segments.firstSeq ?? this.#lastSeq + 1) - 1);
      this.#holes.add({ from: through + 1, to, reason: 'lost_by_server' });
    }
    this.#ackedThrough = through;
    this.#pending = null;
    this.#holes.forgetThrough(through);
    this.#segments.dropThrough(through);
    this.#memory.dropThrough(through);
    this.#saveCursor(false);
  }

  /** Takes out one snapshot that the server refuses, and sets it aside. */
  refuse(seq: number): void {
    const own = seq + this.#base;
    const [refused] = this.#read(own, 1, 0);
    if (refused?.seq === own)
      setAside(this.#options.folder, `${own}.refused.json`, Buffer.from(refused.json));
    this.#holes.add({ from: own, to: own, reason: 'refused' });
    this.#pending = null;
    this.counts.dropped += 1;
  }

  /** A new stream, with what waits here numbered from 1: for a server that has other content under our numbers. */
  restart(): void {
    this.#stream = newStream();
    this.#base = this.#ackedThrough;
    this.#pending = null;
    try {
      this.#segments.begin({ first: this.#lastSeq + 1, stream: this.#stream, base: this.#base });
    } catch (error) {
      this.#fail(error);
    }
    this.#saveCursor(true);
  }

  close(): void {
    this.#saveCursor(true);
    this.#cursor.close();
    this.#segments.close();
    this.#unlock?.();
  }

  #prepare(): void {
    const { folder } = this.#options;
    try {
      makeFolder(folder, 0o700);
      this.#unlock = lockSpool(folder);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (DISK_FULL.has(code)) this.#say(error);
      else if (code === undefined) throw error;
      else
        throw new Error(
          `cannot use the spool ${folder} (${code}): make it writable, or name another folder in PCC_SPOOL`,
          {
            cause: error,
          },
        );
    }
  }

  #read(from: number, mostSnapshots: number, mostBytes: number): StoredSnapshot[] {
    const options = { from, mostSnapshots, mostBytes, skip: (seq: number) => this.#holes.has(seq) };
    const onDisk = this.#segments.read(options);
    if (onDisk.length > 0) return onDisk;
    // A number that was sent must not come again after a restart: only those that the cursor knows go out.
    const through = this.#segments.identity ? this.#usedThrough : this.#lastSeq;
    return this.#memory.read(options, through);
  }

  #run(snapshots: readonly StoredSnapshot[], gap: PendingBatch['gap']): Run {
    const first = snapshots[0]?.seq ?? 0;
    const last = snapshots.at(-1)?.seq ?? 0;
    this.#pending = { first, last, gap };
    this.#saveCursor(false);
    return {
      firstSeq: first - this.#base,
      lastSeq: last - this.#base,
      snapshots: snapshots.map(({ json }) => json),
      gap: gap && { ...gap, from: gap.from - this.#base, to: gap.to - this.#base },
    };
  }

  /** What waits in memory goes to the disk: the one that was just taken, or all since it was full. */
  #flush(): void {
    try {
      this.#unlock ??= lockSpool(this.#options.folder);
      while (this.#memory.length > 0) {
        const entries = this.#memory.peek(MB);
        this.#segments.append(entries, { stream: this.#stream, base: this.#base });
        this.#memory.dropThrough(entries.at(-1)?.seq ?? 0);
      }
    } catch (error) {
      this.#fail(error);
      return;
    }
    if (this.#failing) this.#options.log.info('spool can be written again', { waiting: this.waiting });
    this.#failing = false;
  }

  #fail(error: unknown): void {
    this.#say(error);
    this.#saveCursor(true);
  }

  #say(error: unknown): void {
    const text = 'spool cannot be written, snapshots wait in memory until it can';
    if (!this.#failing) this.#options.log.error(text, { reason: String(error) });
    this.#failing = true;
  }

  #enforceLimits(): void {
    const { limitBytes, maxAgeMs } = this.#options;
    this.#checkedAt = monotonicMs();
    while (this.bytes > limitBytes && this.#drop('spool_overflow'));
    while ((this.#segments.ages(Date.now())[0] ?? 0) > maxAgeMs && this.#drop('spool_expired'));
  }

  /** Drops the oldest segment; false when there is only one. */
  #drop(reason: string): boolean {
    const to = this.#segments.dropOldest();
    if (to === null) return false;
    // What is on its way may arrive all the same.
    const from = Math.max(this.#ackedThrough, this.#pending?.last ?? 0) + 1;
    if (from > to) return true;
    const dropped = this.#holes.add({ from, to, reason });
    this.counts.dropped += dropped;
    this.#options.log.warn('spool full, oldest snapshots dropped', {
      dropped,
      reason,
      waiting: this.waiting,
    });
    return true;
  }

  #saveCursor(sync: boolean): void {
    const state = {
      stream: this.#stream,
      base: this.#base,
      ackedThrough: this.#ackedThrough,
      usedThrough: this.#lastSeq,
      pending: this.#resume ?? this.#pending,
    };
    if (this.#cursor.write(state, sync)) this.#usedThrough = this.#lastSeq;
  }
}
