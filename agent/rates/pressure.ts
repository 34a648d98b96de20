import type { Pressure } from '../procfs/pressure.ts';
import type { Snapshot } from '../procfs/snapshot.ts';
import { perSecond } from './per-second.ts';
import type { Values } from './values.ts';

const PERCENT_PER_MICROSECOND = 1 / 10_000;

/**
 * Share of the interval in which some task, or all that could run, waited for a resource: growth of the total of
 * /proc/pressure over `seconds`, in percent. `full` of cpu means nothing for a whole machine and is not rated.
 */
export function pressureValues(previous: Snapshot | undefined, current: Snapshot, seconds: number): Values {
  const share = (
    place: 'cpuPressure' | 'memoryPressure' | 'ioPressure',
    line: keyof Pressure,
  ): number | null => {
    const value = perSecond(
      previous?.[place]?.[line],
      current[place]?.[line],
      seconds,
      PERCENT_PER_MICROSECOND,
    );
    // The two clocks are read a moment apart: a stall as long as the interval may come out at 100.1.
    return value === null ? null : Math.min(value, 100);
  };
  return {
    pressure_cpu_some: share('cpuPressure', 'some'),
    pressure_memory_some: share('memoryPressure', 'some'),
    pressure_memory_full: share('memoryPressure', 'full'),
    pressure_io_some: share('ioPressure', 'some'),
    pressure_io_full: share('ioPressure', 'full'),
  };
}
