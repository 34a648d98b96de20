import { csvCell } from './csv-cell.ts';
import type { Interval } from './interval.ts';

export const STATFS_HEADER = '#timestamp,mount,blocksize,blockstotal,blocksavail,use';

/** Each file system; `use` is the whole percent of its blocks that users other than root cannot have. */
export function statfsRows({ current, timestamp }: Interval): string[] {
  return Object.entries(current.statfs ?? {}).map(([mount, { blockSize, blocksTotal, blocksAvailable }]) => {
    const use = blocksTotal === 0 ? 0 : Math.round((100 * (blocksTotal - blocksAvailable)) / blocksTotal);
    return `${timestamp},${csvCell(mount)},${blockSize},${blocksTotal},${blocksAvailable},${use}`;
  });
}
