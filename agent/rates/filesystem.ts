import type { Filesystem } from '../procfs/statfs.ts';
import type { Values } from './values.ts';

const BYTES_PER_MB = 1024 * 1024;

/**
 * One file system. Used percent is df's: used of what used and available make together, so that a disk that is full
 * for everyone but root shows 100 (coreutils, df.c). An empty one (no blocks) has no percent.
 */
export function filesystemValues(filesystem: Filesystem): Values {
  const { blockSize, blocksTotal, blocksFree, blocksAvailable } = filesystem;
  const used = Math.max(0, blocksTotal - blocksFree);
  const toMb = (blocks: number): number => (blocks * blockSize) / BYTES_PER_MB;
  const shared = used + blocksAvailable;
  return {
    fs_size: toMb(blocksTotal),
    fs_used: toMb(used),
    fs_available: toMb(blocksAvailable),
    fs_used_percent: shared === 0 ? null : (100 * used) / shared,
  };
}
