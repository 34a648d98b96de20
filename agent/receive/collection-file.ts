import {
  closeSync,
  constants,
  fdatasync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readSync,
  statSync,
  write,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import type { Log } from '../log.ts';
import { type Commit, digestOf, encodeCommit } from './commit-line.ts';
import { Marks } from './marks.ts';
import { recoverMarks } from './recover-marks.ts';

/** Lines to store, and the times (Unix ms) of their first and last snapshot. */
export interface Batch {
  lines: Buffer;
  firstTime: number;
  lastTime: number;
}

const writeAt = promisify(write);
const sync = promisify(fdatasync);
/** So many commits at most are read at a start. */
const COMMITS_BETWEEN_ALL = 256;
const NEWLINE = 0x0a;

/**
 * A collection file that grows by batches, each followed by a commit line. After an error nobody knows what the file
 * holds: close it, and open it anew.
 */
export class CollectionFile {
  readonly #descriptor: number;
  readonly #path: string;
  readonly marks: Marks;
  #size: number;
  #commitsSinceAll: number;
  #hasCommit: boolean;
  /** Marks as they are before any batch of ours: those in `marks` run ahead of the data until it is written. */
  readonly #carried: Pick<Commit, 'streams' | 'times'>;

  /**
   * Opens the file, or makes it, and cuts off what a crash left behind the last commit. A file that is not pcd's is
   * kept as it is and continued. `known` are marks from before a rotation. Throws the system's error.
   */
  constructor(path: string, log: Log, known?: Marks) {
    this.#path = path;
    this.#descriptor = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600);
    const { size } = fstatSync(this.#descriptor);
    const recovered = recoverMarks(this.#descriptor, size);
    this.marks = recovered?.marks ?? new Marks();
    this.#carried = known?.all() ?? new Marks().all();
    this.marks.apply(this.#carried);
    this.#size = recovered?.end ?? size;
    if (recovered && recovered.end < size) {
      ftruncateSync(this.#descriptor, recovered.end);
      log.warn('cut off what a crash left, nobody was told it is stored', {
        path,
        bytes: size - recovered.end,
      });
    }
    this.#hasCommit = recovered !== null;
    this.#commitsSinceAll = known ? COMMITS_BETWEEN_ALL : (recovered?.commits ?? 0);
  }

  /** Writes a batch and its commit, and answers when both are on the disk. Marks must have been moved before. */
  async append(
    { lines, firstTime, lastTime }: Batch,
    moved: Pick<Commit, 'streams' | 'times'>,
  ): Promise<void> {
    if (!this.#hasCommit) this.#begin(firstTime);
    const all = this.#commitsSinceAll >= COMMITS_BETWEEN_ALL;
    this.#commitsSinceAll = all ? 1 : this.#commitsSinceAll + 1;
    const commit = { ...(all ? this.marks.all() : moved), bytes: lines.length, digest: digestOf(lines), all };
    const bytes = Buffer.concat([lines, Buffer.from(encodeCommit(commit, lastTime))]);
    try {
      for (let written = 0; written < bytes.length; ) {
        const { bytesWritten } = await writeAt(
          this.#descriptor,
          bytes,
          written,
          bytes.length - written,
          this.#size + written,
        );
        written += bytesWritten;
      }
      await sync(this.#descriptor);
    } catch (error) {
      // What a failed sync leaves in the kernel's cache must not be taken for stored by the next look at the file.
      ftruncateSync(this.#descriptor, this.#size);
      throw error;
    }
    this.#size += bytes.length;
  }

  /** Whether the name still leads to this file, as long as we made it: rotation moves files away or cuts them. */
  isCurrent(): boolean {
    const named = statSync(this.#path, { throwIfNoEntry: false });
    const own = fstatSync(this.#descriptor);
    return named?.ino === own.ino && named.dev === own.dev && own.size === this.#size;
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  /** The first commit of a file stands before all data, so that a torn first batch is told from a file of others. */
  #begin(time: number): void {
    const last = Buffer.alloc(1);
    const torn =
      this.#size > 0 && readSync(this.#descriptor, last, 0, 1, this.#size - 1) === 1 && last[0] !== NEWLINE;
    const commit = { ...this.#carried, bytes: 0, digest: digestOf(Buffer.alloc(0)), all: true };
    const line = Buffer.from(`${torn ? '\n' : ''}${encodeCommit(commit, time)}`);
    writeSync(this.#descriptor, line, 0, line.length, this.#size);
    fsyncSync(this.#descriptor);
    this.#size += line.length;
    this.#hasCommit = true;
    const folder = openSync(dirname(this.#path), 'r');
    fsyncSync(folder);
    closeSync(folder);
  }
}
