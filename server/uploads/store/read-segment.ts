import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { MergedSegment } from '#server/metrics/segments/merge-segment.ts';
import type { PlannedDay } from './plan-days.ts';
import type { DayFile } from './write-day.ts';

/** Read and hashed at once: a few milliseconds, between which others have their turn. */
const PIECE_BYTES = 4 * 1024 ** 2;

/** A written day's bytes, and what its row says of them. */
export async function readSegment(day: PlannedDay, { path, rowCount }: DayFile): Promise<MergedSegment> {
  const hash = createHash('sha256');
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const data = Buffer.allocUnsafe(size);
    for (let at = 0; at < size; ) {
      const { bytesRead } = await file.read(data, at, Math.min(PIECE_BYTES, size - at), at);
      if (bytesRead === 0) throw new Error(`${path} became shorter while it was read.`);
      hash.update(data.subarray(at, at + bytesRead));
      at += bytesRead;
    }
    return {
      data,
      sha256: hash.digest(),
      rowCount,
      firstTime: new Date(day.first),
      lastTime: new Date(day.last),
      replaced: 0,
    };
  } finally {
    await file.close();
  }
}
