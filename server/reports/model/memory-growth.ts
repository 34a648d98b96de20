import { theilSen } from './math/theil-sen.ts';
import { memoryTotal } from './memory-share.ts';
import type { Subject } from './subject.ts';

const DAY_MS = 86_400_000;
/** A leak goes up in nearly every hour; load that comes and goes does not. */
const RISING_SHARE = 0.8;
/** Warming caches and a morning's load look like growth over less. */
const FEWEST_HOURS = 12;

/** Growth of used memory that looks like a leak. */
export interface MemoryGrowth {
  /** Over the range, by the slope, as percent of all memory. */
  percentOfTotal: number;
  /** MB per day, with its 95 % interval. */
  perDay: number;
  low: number;
  high: number;
  /** Hours in which the median rose, of all that follow one. */
  rising: number;
  steps: number;
  /** Days until nothing is available; null when that is not known. */
  days: number | null;
  /** Unix ms of the newest hour. */
  last: number;
}

/** Used memory that rose in four of five hours, surely by its Theil–Sen slope; null when it did not, or too little is known. */
export function memoryGrowth({ data }: Pick<Subject, 'data'>): MemoryGrowth | null {
  const { time, entities } = data.hours.host;
  const total = memoryTotal(data.stats);
  const points = time.flatMap((at, index) => {
    const value = entities['']?.mem_used?.[index] ?? null;
    return value === null ? [] : [{ at, value }];
  });
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || total === null || points.length < FEWEST_HOURS) return null;
  const rising = points.filter(({ value }, at) => at > 0 && value > (points[at - 1]?.value ?? value)).length;
  const trend = theilSen(
    points.map(({ at }) => at / DAY_MS),
    points.map(({ value }) => value),
  );
  if (!trend || trend.low <= 0 || rising < RISING_SHARE * (points.length - 1)) return null;
  const available = data.stats.metrics.mem_available?.current ?? null;
  return {
    percentOfTotal: (100 * trend.slope * ((last.at - first.at) / DAY_MS)) / total,
    perDay: trend.slope,
    low: trend.low,
    high: trend.high,
    rising,
    steps: points.length - 1,
    days: available === null ? null : available / trend.slope,
    last: last.at,
  };
}
