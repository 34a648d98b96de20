import type { Meminfo } from '../procfs/meminfo.ts';
import type { Values } from './values.ts';

/** The kernel's kB are units of 1,024 bytes, and so are our MB of them. */
const KB_PER_MB = 1024;

/**
 * Memory in MB. Used is MemTotal − MemAvailable; kernels before 3.14 have no MemAvailable, there it is sar's
 * total − free − buffers − cached − slab (sysstat, pr_stats.c), and available stays unknown.
 */
export function memoryValues(meminfo: Meminfo | undefined): Values {
  if (!meminfo) return {};
  const { total, free, available, buffers, cached, slab, slabReclaimable, swapTotal, swapFree } = meminfo;
  const used =
    available === null ? total - free - (buffers ?? 0) - (cached ?? 0) - (slab ?? 0) : total - available;
  return {
    mem_total: total / KB_PER_MB,
    mem_used: Math.max(0, used) / KB_PER_MB,
    mem_available: available === null ? null : available / KB_PER_MB,
    mem_free: free / KB_PER_MB,
    mem_buffers: buffers === null ? null : buffers / KB_PER_MB,
    mem_cached: cached === null ? null : (cached + (slabReclaimable ?? 0)) / KB_PER_MB,
    swap_total: swapTotal === null ? null : swapTotal / KB_PER_MB,
    swap_used: swapTotal === null || swapFree === null ? null : Math.max(0, swapTotal - swapFree) / KB_PER_MB,
  };
}
