import type { CpuTimes } from '../procfs/stat.ts';
import { counterDelta } from './counter-delta.ts';
import type { Values } from './values.ts';

const IOWAIT = 4;

/**
 * Shares of one interval in percent; the eight together are 100. All are unknown when the CPU was not there before,
 * when no tick passed, and when a time went backwards (then the total, which every share is divided by, is unknown).
 *
 * user already contains guest, and nice guest_nice, so neither is added. iowait may fall (proc(5): the kernel books
 * it to the CPU the task last ran on): that is a delta of 0, not a reset.
 */
export function cpuValues(previous: CpuTimes | undefined, current: CpuTimes): Values {
  if (!previous) return {};
  const deltas = current.map((time, field) => {
    const before = previous[field];
    return field === IOWAIT && before !== undefined && time < before ? 0 : counterDelta(before, time);
  });
  const known = deltas.filter((delta) => delta !== null);
  const total = known.reduce((sum, delta) => sum + delta, 0);
  if (known.length < deltas.length || total === 0) return {};

  const share = (ticks: number): number => (100 * ticks) / total;
  const [user = 0, nice = 0, system = 0, idle = 0, iowait = 0, irq = 0, softirq = 0, steal = 0] = known;
  return {
    cpu_user: share(user),
    cpu_system: share(system),
    cpu_idle: share(idle),
    cpu_iowait: share(iowait),
    cpu_nice: share(nice),
    cpu_irq: share(irq),
    cpu_softirq: share(softirq),
    cpu_steal: share(steal),
    // From ticks, so that rounding cannot take it below 0.
    cpu_used: share(total - idle - iowait),
  };
}
