import { readSync } from 'node:fs';
import { COMMIT_SUBSYSTEM, type Commit, digestOf, parseCommit } from './commit-line.ts';

/** A commit line in a file: from `start` to `end`, its newline included. */
export interface FoundCommit {
  start: number;
  end: number;
  commit: Commit;
}

/** Stands in no other line: inside a measurement its quotes would be escaped. */
const NEEDLE = `"subsystem":"${COMMIT_SUBSYSTEM}"`;
/** More than what stands before the needle in a commit line. */
const HEAD = 64;
/** More than a commit line of all streams and times. */
const LONGEST = 128 * 1024;
const FIRST_WINDOW = 4 * 1024;
const LARGEST_WINDOW = 1024 * 1024;
const NEWLINE = 0x0a;

/** The last commit line that ends at or before `end`, looked for backwards; null when there is none. */
export function findCommitBefore(descriptor: number, end: number): FoundCommit | null {
  let size = FIRST_WINDOW;
  let windowEnd = end;
  while (windowEnd > 0) {
    const start = Math.max(0, windowEnd - size);
    const window = readRange(descriptor, start, Math.min(end, windowEnd + NEEDLE.length - 1));
    for (
      let at = window.lastIndexOf(NEEDLE);
      at >= 0;
      at = at > 0 ? window.lastIndexOf(NEEDLE, at - 1) : -1
    ) {
      const found = readCommitAt(descriptor, start + at, end);
      if (found) return found;
    }
    windowEnd = start;
    size = Math.min(size * 4, LARGEST_WINDOW);
  }
  return null;
}

/** Whether the bytes before a commit line are those it was written for. */
export function isWhole(descriptor: number, { start, commit }: FoundCommit): boolean {
  const from = start - commit.bytes;
  return from >= 0 && digestOf(readRange(descriptor, from, start)) === commit.digest;
}

function readCommitAt(descriptor: number, needle: number, end: number): FoundCommit | null {
  const from = Math.max(0, needle - HEAD);
  const newline = readRange(descriptor, from, needle).lastIndexOf(NEWLINE);
  if (newline < 0 && from > 0) return null;
  const start = newline < 0 ? 0 : from + newline + 1;
  const line = readRange(descriptor, start, Math.min(end, start + LONGEST));
  const length = line.indexOf(NEWLINE);
  const commit = length < 0 ? null : parseCommit(line.toString('utf8', 0, length));
  return commit && { start, end: start + length + 1, commit };
}

function readRange(descriptor: number, from: number, to: number): Buffer {
  const buffer = Buffer.alloc(Math.max(0, to - from));
  let length = 0;
  while (length < buffer.length) {
    const read = readSync(descriptor, buffer, length, buffer.length - length, from + length);
    if (read === 0) break;
    length += read;
  }
  return buffer.subarray(0, length);
}
