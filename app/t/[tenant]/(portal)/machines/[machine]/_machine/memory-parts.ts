import { type Bands, deriveBands } from './derive-bands.ts';
import { BYTES_PER_MB } from './host-specs.ts';

export interface MemoryParts {
  /** Of the row they were taken from, Unix ms. */
  at: number;
  /** Bytes. */
  total: number;
  /** They add up to the total. `color` is the name of a token. */
  parts: { label: string; color: string; bytes: number }[];
}

/**
 * What the newest row says that memory holds, by the rules of the panel beside it: shared memory is used, not cached.
 *
 * @param times Unix ms, ascending
 * @param bands memory metrics of the host as long as `times`, in MB
 * @returns null where total and used were never measured together
 */
export function memoryParts(times: readonly number[], bands: Bands): MemoryParts | null {
  const {
    mem_total: total,
    mem_used: used,
    mem_buffers: buffers,
    mem_cache: cache,
  } = deriveBands(bands, ['mem_cache']);
  const row = times.findLastIndex((_, at) => (total?.avg[at] ?? 0) > 0 && typeof used?.avg[at] === 'number');
  const at = times[row];
  if (at === undefined) return null;
  let left = total?.avg[row] ?? 0;
  /** As much of it as there is room for. */
  const part = (label: string, color: string, megabytes: number | null | undefined) => {
    if (megabytes === null || megabytes === undefined) return [];
    const taken = Math.min(Math.max(0, megabytes), left);
    left -= taken;
    return [{ label, color, bytes: taken * BYTES_PER_MB }];
  };
  const held = [
    ...part('used', '--s-used', used?.avg[row]),
    ...part('cache', '--s-cache', cache?.avg[row]),
    ...part('buffers', '--s-buffers', buffers?.avg[row]),
  ];
  // Without a figure for the cache, what is not used holds it.
  const rest = part(held.length > 1 ? 'free' : 'not used', '--s-idle', left);
  return { at, total: (total?.avg[row] ?? 0) * BYTES_PER_MB, parts: [...held, ...rest] };
}
