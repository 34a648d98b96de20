import type { Interval } from './interval.ts';

export const STAT_HEADER = '#timestamp,CPU,%usr,%nice,%system,%iowait,%steal,%idle';

/** `sar -P ALL` rows: all CPUs together as -1, then each by its number. None for a CPU whose shares are unknown. */
export function statRows({ samples, timestamp }: Interval): string[] {
  const rows: string[] = [];
  for (const { kind, entity, values } of samples) {
    if ((kind !== 'host' && kind !== 'cpu') || values.cpu_user == null) continue;
    const cpu = kind === 'host' ? '-1' : entity.slice('cpu'.length);
    const { cpu_user, cpu_nice, cpu_system, cpu_iowait, cpu_steal, cpu_idle } = values;
    rows.push(
      `${timestamp},${cpu},${cpu_user},${cpu_nice},${cpu_system},${cpu_iowait},${cpu_steal},${cpu_idle}`,
    );
  }
  return rows;
}
