import type { Column } from '#app/_components/charts/panel.ts';

const DAY_MS = 86_400_000;
/** Over a shorter time a trend is noise. */
const LEAST_MS = 3_600_000;
const LEAST_POINTS = 5;
/** Further ahead a straight line says nothing. */
const MOST_DAYS = 3650;

export interface FillTrend {
  /** The newest values, MB. */
  used: number | null;
  available: number | null;
  /** MB per day, by least squares over the window; null where it is too short. */
  perDay: number | null;
  /** Until nothing is available, at that pace; null when it does not fill, or not within ten years. */
  daysLeft: number | null;
}

/**
 * How a file system fills: the straight line of least squares through its used space, and when that reaches the end.
 *
 * @param times Unix ms, ascending
 * @param used and available in MB, as long as `times`
 */
export function fillTrend(times: readonly number[], used: Column, available: Column): FillTrend {
  const points = times.flatMap((time, row) => {
    const value = used[row] ?? null;
    return value === null ? [] : [{ time, value }];
  });
  const last = used.findLast((value) => value !== null) ?? null;
  const room = available.findLast((value) => value !== null) ?? null;
  const span = (points.at(-1)?.time ?? 0) - (points[0]?.time ?? 0);
  if (points.length < LEAST_POINTS || span < LEAST_MS)
    return { used: last, available: room, perDay: null, daysLeft: null };
  const middle = mean(points.map(({ time }) => time));
  const level = mean(points.map(({ value }) => value));
  let [above, below] = [0, 0];
  for (const { time, value } of points) {
    above += (time - middle) * (value - level);
    below += (time - middle) ** 2;
  }
  const perDay = (above / below) * DAY_MS;
  const days = perDay > 0 && room !== null ? room / perDay : Number.POSITIVE_INFINITY;
  return { used: last, available: room, perDay, daysLeft: days <= MOST_DAYS ? days : null };
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
