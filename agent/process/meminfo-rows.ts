import type { Interval } from './interval.ts';

export const MEMINFO_HEADER =
  '#timestamp,kbmemfree,kbavail,kbmemused,%memused,kbbuffers,kbcached,kbcommit,%commit,kbactive,kbinact,kbdirty';

/**
 * The `sar -r` row, in kB: used is total − free − buffers − cached − slab, %commit is of memory and swap together
 * (sysstat, pr_stats.c). Empty where the kernel has no such line.
 */
export function meminfoRows({ current: { meminfo }, timestamp }: Interval): string[] {
  if (!meminfo) return [];
  const { total, free, available, buffers, cached, slab, swapTotal, committed, active, inactive, dirty } =
    meminfo;
  const used = total - free - (buffers ?? 0) - (cached ?? 0) - (slab ?? 0);
  const promisable = total + (swapTotal ?? 0);
  const cells = [
    timestamp,
    free,
    available,
    used,
    percentOf(used, total),
    buffers,
    cached,
    committed,
    committed === undefined ? undefined : percentOf(committed, promisable),
    active,
    inactive,
    dirty,
  ];
  return [cells.join(',')];
}

const percentOf = (part: number, whole: number): number => (whole === 0 ? 0 : (100 * part) / whole);
