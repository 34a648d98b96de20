import type { BlockFacts } from '../procfs/sysfs.ts';

/** What the kernel calls a whole disk with hardware or a hypervisor's device behind it. */
const WHOLE_DISK = /^(sd[a-z]+|hd[a-z]+|vd[a-z]+|xvd[a-z]+|nvme\d+n\d+|mmcblk\d+)$/;
/** Optical and floppy drives have hardware behind them, but nobody means them by "the disks". */
const REMOVABLE = /^(sr|fd)\d+$/;
/** Made of other devices, or of memory: their I/O is counted below them or is none. */
const STACKED = /^(dm-|md|loop|ram|zram|sr|fd)\d*/;

/**
 * The disks that the host's totals count, so that each I/O is counted once: whole physical disks, not partitions, dm,
 * md, loop, ram, optical drives. By the recorded facts where a disk has them, by name otherwise. Where that leaves
 * none, by name alone; where the names are unusual too (dasda, nbd0, pmem0), everything that is neither stacked on
 * another device nor a partition of one.
 */
export function wholeDisks(
  names: readonly string[],
  facts: Readonly<Record<string, BlockFacts>> = {},
): ReadonlySet<string> {
  const physical = names.filter((name) =>
    Object.hasOwn(facts, name)
      ? facts[name]?.physical === true && !REMOVABLE.test(name)
      : WHOLE_DISK.test(name),
  );
  if (physical.length > 0) return new Set(physical);
  const named = names.filter((name) => WHOLE_DISK.test(name));
  if (named.length > 0) return new Set(named);
  return new Set(names.filter((name) => !STACKED.test(name) && !isPartition(name, names)));
}

/** sda1 of sda; p1 is put behind a name that ends in a digit: nbd0p1 of nbd0. */
function isPartition(name: string, names: readonly string[]): boolean {
  const [, disk] = /^(.*\d)p\d+$/.exec(name) ?? /^(.*\D)\d+$/.exec(name) ?? [];
  return disk !== undefined && names.includes(disk);
}
