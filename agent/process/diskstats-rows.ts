import { perSecond } from '../rates/per-second.ts';
import type { Interval } from './interval.ts';

export const DISKSTATS_HEADER = '#timestamp,DEV,tps,rtps,wtps,dtps,bread/s,bwrtn/s,bdscd/s';

const SECTOR_BYTES = 512;
/** Places in DiskCounters. */
const DISCARDS = 8;
const SECTORS_DISCARDED = 9;

/** `sar -b` for each disk and partition: transfers a second and sectors a second. None for a disk that just appeared. */
export function diskstatsRows({ previous, current, seconds, samples, timestamp }: Interval): string[] {
  if (seconds === null) return [];
  const rows: string[] = [];
  for (const { kind, entity, values } of samples) {
    if (kind !== 'disk') continue;
    const before = previous.diskstats?.[entity];
    const now = current.diskstats?.[entity];
    if (!before || !now) continue;
    const discarded = (place: number): number | null =>
      now[place] === undefined ? 0 : perSecond(before[place], now[place], seconds);
    const { disk_read_ops: reads, disk_write_ops: writes, disk_read_bytes, disk_write_bytes } = values;
    const discards = discarded(DISCARDS);
    const all = reads == null || writes == null || discards === null ? null : reads + writes + discards;
    const cells = [
      timestamp,
      entity,
      all,
      reads,
      writes,
      discards,
      sectors(disk_read_bytes),
      sectors(disk_write_bytes),
      discarded(SECTORS_DISCARDED),
    ];
    rows.push(cells.join(','));
  }
  return rows;
}

const sectors = (bytes: number | null | undefined): number | null =>
  bytes == null ? null : bytes / SECTOR_BYTES;
