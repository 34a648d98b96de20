import type { Vmstat } from '../procfs/vmstat.ts';
import { perSecond } from './per-second.ts';
import type { Values } from './values.ts';

/** pgpgin and pgpgout count KiB, not pages (mm/vmstat.c: "the stats are in kilobytes"). */
const KIB = 1024;

/** Paging and swapping over `seconds`. Swap counts pages: their size is the machine's affair. */
export function vmValues(previous: Vmstat | undefined, current: Vmstat | undefined, seconds: number): Values {
  return {
    page_in_bytes: perSecond(previous?.pgpgin, current?.pgpgin, seconds, KIB),
    page_out_bytes: perSecond(previous?.pgpgout, current?.pgpgout, seconds, KIB),
    swap_in_pages: perSecond(previous?.pswpin, current?.pswpin, seconds),
    swap_out_pages: perSecond(previous?.pswpout, current?.pswpout, seconds),
    major_faults: perSecond(previous?.pgmajfault, current?.pgmajfault, seconds),
    oom_kills: perSecond(previous?.oom_kill, current?.oom_kill, seconds),
  };
}
