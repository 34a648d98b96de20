import { closeSync, fdatasyncSync, fstatSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeFolder } from '../make-folder.ts';
import type { Segment } from './list-segments.ts';
import { syncFolder } from './sync-folder.ts';

/** A segment opened to append to. */
export interface SegmentWriter {
  /** Returns when the bytes are on the disk. Throws the system's error: then nothing was appended. */
  append(bytes: Buffer): void;
  close(): void;
}

/** Opens a segment at its known end, making it where it is not there yet. Throws the system's error. */
export function openSegment(segment: Segment): SegmentWriter {
  const folder = dirname(segment.path);
  const isNew = segment.bytes === 0;
  if (isNew) makeFolder(folder, 0o700);
  const descriptor = openSync(segment.path, isNew ? 'w+' : 'r+', 0o600);
  if (isNew) syncFolder(folder);

  const write = (bytes: Buffer): void => {
    // Deleted by somebody, with its folder perhaps: what is written now would be gone with the process.
    if (fstatSync(descriptor).nlink === 0) throw new Error(`${segment.path} was deleted`);
    let written = 0;
    while (written < bytes.length)
      written += writeSync(descriptor, bytes, written, bytes.length - written, segment.bytes + written);
    // Size and data, not the times: one journal commit.
    fdatasyncSync(descriptor);
  };
  return {
    append(bytes) {
      try {
        write(bytes);
      } catch (error) {
        cut(descriptor, segment.bytes);
        throw error;
      }
      segment.bytes += bytes.length;
      segment.writtenAt = Date.now();
    },
    close: () => closeSync(descriptor),
  };
}

/** What is left of a failed append would be passed over as damage, so that this may fail too. */
function cut(descriptor: number, bytes: number): void {
  try {
    ftruncateSync(descriptor, bytes);
  } catch {
    return;
  }
}
