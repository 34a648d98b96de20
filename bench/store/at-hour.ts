import { dayShare } from './day-share.ts';
import type { HostRow } from './host-rows.ts';

const CPU_BUSY = ['cpu_user', 'cpu_system', 'cpu_iowait', 'cpu_nice', 'cpu_irq', 'cpu_softirq', 'cpu_steal'];
const LEVELS = new Set(['mem_total', 'mem_free', 'mem_buffers', 'mem_cached', 'swap_total', 'swap_used']);

/**
 * A recorded row as it would be at another time of day: all activity scaled with it (see dayShare). The shape and order
 * of the recorded values stay, but no two rounds through the recording are the same, so that neither a dictionary nor a
 * look-back window finds each value again.
 */
export function atHour(row: HostRow, seconds: number): HostRow {
  const share = dayShare(seconds);
  const scaled: Record<string, number | null> = {};
  for (const [id, value] of Object.entries(row))
    scaled[id] = value === null || LEVELS.has(id) ? value : value * share;
  const busy = CPU_BUSY.map((id) => scaled[id] ?? 0);
  const known = row.cpu_idle !== null && row.cpu_idle !== undefined;
  scaled.cpu_idle = known ? Math.max(0, 100 - busy.reduce((sum, value) => sum + value, 0)) : null;
  scaled.mem_available =
    typeof scaled.mem_total === 'number' && typeof scaled.mem_used === 'number'
      ? scaled.mem_total - scaled.mem_used
      : null;
  return scaled;
}
