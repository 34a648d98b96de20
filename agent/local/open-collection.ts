import { closeSync, fstatSync, fsyncSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { gzipMember } from './gzip-member.ts';
import { repairGzip } from './repair-gzip.ts';
import { repairLines } from './repair-lines.ts';
import { rotateFile } from './rotate-file.ts';
import { startOf } from './start-of.ts';

export interface CollectionOptions {
  path: string;
  gzip: boolean;
  /** fsync, and for gzip write at all, at every so many ticks. */
  fsyncTicks: number;
  /** Bytes and milliseconds after which a new file begins; 0: never. */
  rotateBytes: number;
  rotateMs: number;
  /** Files of before that are kept; 0: all. */
  keep: number;
  /** So many bytes that were cut off at the end were removed. */
  onRepair: (bytes: number) => void;
  /** The file was given the name `to`; the next tick begins a new one. */
  onRotate: (to: string) => void;
  /** Writing or rotating failed (disk full, …), at the first of failures in a row; null: it works again. */
  onFailure: (error: Error | null) => void;
}

export interface Collection {
  /** Appends the lines of one tick, and those that could not be written before. `now` in Unix milliseconds. */
  append(lines: string, now: number): void;
  /** Ticks that were lost for good. */
  lost(): number;
  /** Writes what waits, and ends. */
  close(): void;
}

/** What waits while the disk is full; the oldest tick is lost when there is more. */
const MOST_WAITING = 16 * 1024 * 1024;
const ROTATE_RETRY_MS = 60_000;

/**
 * Opens a collection file to append to, making it if it is not there; only its owner may read it. What a crash cut off
 * at its end is removed first, so that it spoils nothing. Throws the system's error.
 */
export function openCollection(options: CollectionOptions): Collection {
  const { path, gzip, fsyncTicks, rotateBytes, rotateMs, keep, onRepair, onRotate, onFailure } = options;
  let descriptor: number | null = null;
  let size = 0;
  let startedAt: number | null = null;
  let rotateFrom = 0;
  let ticksUnsafe = 0;
  let lost = 0;
  let isFailing = false;
  const waiting: string[] = [];

  const open = (): number => {
    descriptor = openSync(path, 'a+', 0o600);
    const before = fstatSync(descriptor).size;
    const end = gzip ? repairGzip(descriptor, before) : repairLines(descriptor, before);
    if (end < before) onRepair(before - end);
    size = fstatSync(descriptor).size;
    startedAt = startOf(descriptor, gzip);
    return descriptor;
  };
  const writeWaiting = (): void => {
    if (waiting.length === 0) return;
    const file = descriptor ?? open();
    const text = Buffer.from(waiting.join(''));
    const bytes = gzip ? gzipMember(text) : text;
    let written = 0;
    try {
      while (written < bytes.length) written += writeSync(file, bytes, written);
    } catch (error) {
      // All or nothing: half a line would spoil the next one.
      if (written > 0) ftruncateSync(file, size);
      throw error;
    }
    size += written;
    waiting.length = 0;
  };
  const makeSafe = (): void => {
    if (descriptor !== null) fsyncSync(descriptor);
    ticksUnsafe = 0;
  };
  const rotateWhenDue = (now: number): void => {
    const isLarge = rotateBytes > 0 && size >= rotateBytes;
    const isOld = rotateMs > 0 && startedAt !== null && now - startedAt >= rotateMs;
    if (!(isLarge || isOld) || descriptor === null || Math.abs(now - rotateFrom) < ROTATE_RETRY_MS) return;
    rotateFrom = now;
    makeSafe();
    const to = rotateFile(path, now, keep);
    rotateFrom = 0;
    closeSync(descriptor);
    descriptor = null;
    onRotate(to);
  };
  const attempt = (work: () => void): void => {
    try {
      work();
      if (isFailing) onFailure(null);
      isFailing = false;
    } catch (error) {
      if (!isFailing) onFailure(error instanceof Error ? error : new Error(String(error)));
      isFailing = true;
    }
  };

  open();
  return {
    append(lines, now) {
      waiting.push(lines);
      ticksUnsafe += 1;
      attempt(() => {
        // A gzip member for each tick would compress badly: ticks wait for the fsync. Plain lines need not.
        if (gzip && ticksUnsafe < fsyncTicks) return;
        writeWaiting();
        startedAt ??= now;
        if (ticksUnsafe >= fsyncTicks) makeSafe();
        rotateWhenDue(now);
      });
      for (let bytes = lengthOf(waiting); bytes > MOST_WAITING; lost += 1)
        bytes -= waiting.shift()?.length ?? 0;
    },
    lost: () => lost,
    close() {
      attempt(() => {
        writeWaiting();
        makeSafe();
      });
      lost += waiting.length;
      if (descriptor !== null) closeSync(descriptor);
    },
  };
}

const lengthOf = (texts: readonly string[]): number => texts.reduce((sum, { length }) => sum + length, 0);
