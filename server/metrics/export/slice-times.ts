import type { Source } from '#server/metrics/samples/opened-samples.ts';

/** Rows of the first slice: few, so that it is there at once. */
const FIRST_ROWS = 5000;
/** Rows of the largest: about 40 MB of text, of which two are on disk at a time. */
const MOST_ROWS = 100_000;

/**
 * Cuts a range into slices that can be written one after the other: their boundaries, from `start` to `end`, Unix ms.
 * Slices grow from 5,000 to about 100,000 rows, judged by how many rows each source has and supposing that they are
 * spread evenly over its time.
 * @param width boundaries are multiples of it, so that no bucket is in two slices
 */
export function sliceTimes(
  sources: readonly Source[],
  { start, end, width }: { start: number; end: number; width: number },
): number[] {
  const cuts = [start];
  let size = FIRST_ROWS;
  let filled = 0;
  const cut = (at: number) => {
    const aligned = Math.ceil(at / width) * width;
    if (aligned <= (cuts.at(-1) ?? start) || aligned >= end) return;
    cuts.push(aligned);
    size = Math.min(size * 4, MOST_ROWS);
    filled = 0;
  };
  for (const source of [...sources].sort((a, b) => a.firstTime - b.firstTime)) {
    const length = source.lastTime + 1 - source.firstTime;
    const from = Math.max(start, source.firstTime);
    const to = Math.min(end, source.lastTime + 1);
    const rows = (source.rows * Math.max(0, to - from)) / length;
    let taken = 0;
    while (filled + rows - taken > size) {
      taken += size - filled;
      filled = size;
      cut(from + ((to - from) * taken) / rows);
      // A bucket may be wider than what would fill a slice: then the slice is larger.
      if (filled > 0) filled = 0;
    }
    filled += rows - taken;
  }
  return [...cuts, end];
}
