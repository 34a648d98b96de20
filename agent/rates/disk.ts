import type { DiskCounters } from '../procfs/diskstats.ts';
import { counterDelta } from './counter-delta.ts';
import { perSecond } from './per-second.ts';
import type { Values } from './values.ts';
import { wrappedDelta } from './wrapped-delta.ts';

/** Of /proc/diskstats, whatever the device's own sector size is (Documentation/admin-guide/iostats.rst). */
const SECTOR_BYTES = 512;
const MS_PER_SECOND = 1000;

/**
 * One disk over `seconds`. Unknown, all of it, when the disk was not there before. A disk whose operations went
 * backwards is a new one under an old name, and its millisecond fields fell with them: they did not wrap.
 */
export function diskValues(
  previous: DiskCounters | undefined,
  current: DiskCounters,
  seconds: number,
): Values {
  if (!previous) return {};
  const [reads0, sectorsRead0, readMs0, writes0, sectorsWritten0, writeMs0, busyMs0, weightedMs0] = previous;
  const [reads, sectorsRead, readMs, writes, sectorsWritten, writeMs, busyMs, weightedMs] = current;
  const readsDelta = counterDelta(reads0, reads);
  const writesDelta = counterDelta(writes0, writes);

  const timed: Values = {};
  if (readsDelta !== null && writesDelta !== null) {
    const busy = wrappedDelta(busyMs0, busyMs);
    const weighted = wrappedDelta(weightedMs0, weightedMs);
    const reading = wrappedDelta(readMs0, readMs);
    const writing = wrappedDelta(writeMs0, writeMs);
    const operations = readsDelta + writesDelta;
    const elapsedMs = seconds * MS_PER_SECOND;
    // The kernel adds busy time by whole jiffies, so an interval can show a little more than itself.
    timed.disk_busy = busy === null ? null : Math.min(100, (100 * busy) / elapsedMs);
    // Nothing completed: nothing waited for a time that could be averaged.
    timed.disk_wait =
      reading === null || writing === null || operations === 0 ? null : (reading + writing) / operations;
    timed.disk_queue = weighted === null ? null : weighted / elapsedMs;
  }
  return {
    disk_read_bytes: perSecond(sectorsRead0, sectorsRead, seconds, SECTOR_BYTES),
    disk_write_bytes: perSecond(sectorsWritten0, sectorsWritten, seconds, SECTOR_BYTES),
    disk_read_ops: perSecond(reads0, reads, seconds),
    disk_write_ops: perSecond(writes0, writes, seconds),
    ...timed,
  };
}
