import type { Diskstats } from '../procfs/diskstats.ts';

/** Devices the kernel makes in advance, whether anyone uses them or not. */
const PREPARED = /^(loop|ram|zram|sr|fd)\d+$/;

/** All disks but those loop, ram, optical and floppy devices that never did any I/O: iostat leaves them out as well. */
export function usedDisks(diskstats: Diskstats): Diskstats {
  const all = Object.entries(diskstats);
  const used = all.filter(
    ([name, counters]) =>
      !PREPARED.test(name) || counters.some((counter) => counter !== undefined && counter > 0),
  );
  return used.length === all.length ? diskstats : Object.fromEntries(used);
}
