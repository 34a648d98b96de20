import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseSegmentName, type SegmentIdentity } from './segment-name.ts';

/** A segment on the disk. */
export interface Segment extends SegmentIdentity {
  path: string;
  bytes: number;
  /** Unix ms of the last write, by the clock of that moment. */
  writtenAt: number;
}

/** The segments in a folder, oldest first; none where there is no folder. Throws the system's error. */
export function listSegments(folder: string): Segment[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const identity = parseSegmentName(name);
      if (!identity) return [];
      const path = join(folder, name);
      const { size, mtimeMs } = statSync(path);
      return [{ ...identity, path, bytes: size, writtenAt: mtimeMs }];
    });
}
