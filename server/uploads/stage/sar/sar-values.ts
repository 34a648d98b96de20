import type { Kind } from '#agent/contract/sample.ts';
import { CPU_USED_SQL } from '../contract/cpu-used-sql.ts';

/** A metric of a section as SQL over the loaded columns. */
export type Values = Map<string, string>;

const BYTES_PER_MB = 1024 * 1024;

/** The metrics of one section: those it has, and those that follow from its columns `has`. */
export function sarValues(kind: Kind, has: ReadonlySet<string>): Values {
  const values: Values = new Map([...has].filter((as) => !as.startsWith('sar_')).map((as) => [as, as]));
  if (kind === 'cpu') addCpu(values, has);
  if (kind === 'host' && has.has('sar_used')) addMemory(values, has);
  if (has.has('sar_swap_free') && has.has('swap_used')) values.set('swap_total', 'sar_swap_free + swap_used');
  if (has.has('disk_busy')) values.set('disk_busy', 'least(100, disk_busy)');
  if (kind === 'filesystem') addFilesystem(values, has);
  return values;
}

/** `sar -u ALL` takes guest out of user; in the catalogue, as in /proc/stat, it is inside. */
function addCpu(values: Values, has: ReadonlySet<string>): void {
  if (has.has('sar_guest')) values.set('cpu_user', 'least(100, cpu_user + sar_guest)');
  if (has.has('sar_guest_nice')) values.set('cpu_nice', 'least(100, cpu_nice + sar_guest_nice)');
  if (has.has('cpu_idle') && has.has('cpu_iowait')) values.set('cpu_used', CPU_USED_SQL);
}

/**
 * sar tells the total only by used and its percentage: whole kB, and the same all the time, so the median is right
 * even where the percentage has two decimals. Used is what the catalogue calls so where there is kbavail.
 */
function addMemory(values: Values, has: ReadonlySet<string>): void {
  const total = has.has('sar_used_percent')
    ? `round(median(sar_used * 1024 * 100 / nullif(sar_used_percent, 0)) OVER (PARTITION BY machine)) / 1024`
    : null;
  if (total !== null) values.set('mem_total', total);
  values.set(
    'mem_used',
    total !== null && has.has('mem_available')
      ? `if(mem_available IS NULL, sar_used, greatest(0, ${total} - mem_available))`
      : 'sar_used',
  );
}

/** statfs_ALL does not tell free from available blocks, so how much of them is used is not known from it. */
function addFilesystem(values: Values, has: ReadonlySet<string>): void {
  if (has.has('sar_fs_free') && has.has('fs_used')) values.set('fs_size', 'sar_fs_free + fs_used');
  if (!has.has('sar_block_size')) return;
  if (has.has('sar_blocks')) values.set('fs_size', `sar_blocks * sar_block_size / ${BYTES_PER_MB}`);
  if (has.has('sar_blocks_available'))
    values.set('fs_available', `sar_blocks_available * sar_block_size / ${BYTES_PER_MB}`);
}
