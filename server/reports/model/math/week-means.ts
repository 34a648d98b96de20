import { zonedTime } from '../../format/zoned-time.ts';

/** Means over stretches that lie within one hour of every time zone (quarters), and the samples behind each. */
export interface Quarters {
  /** Begin of each, Unix ms. */
  time: readonly number[];
  avg: readonly (number | null)[];
  count: readonly number[];
}

const HOURS = 24;
const DAYS = 7;
const grid = <T>(value: T): T[][] => Array.from({ length: DAYS }, () => new Array<T>(HOURS).fill(value));

/** Means by weekday (Monday first) and hour of a zone, each sample counting once: [7][24]. */
export function weekMeans(
  { time, avg, count }: Quarters,
  zone: string,
): { values: (number | null)[][]; counts: number[][] } {
  const sums = grid(0);
  const counts = grid(0);
  time.forEach((at, index) => {
    const local = zonedTime(new Date(at), zone);
    const [day, hour] = [(local.getUTCDay() + 6) % DAYS, local.getUTCHours()];
    const [sumsOfDay, countsOfDay] = [sums[day], counts[day]];
    const [mean, samples] = [avg[index] ?? null, count[index] ?? 0];
    if (!sumsOfDay || !countsOfDay || mean === null) return;
    sumsOfDay[hour] = (sumsOfDay[hour] ?? 0) + mean * samples;
    countsOfDay[hour] = (countsOfDay[hour] ?? 0) + samples;
  });
  const values = sums.map((row, day) =>
    row.map((sum, hour) => {
      const samples = counts[day]?.[hour] ?? 0;
      return samples === 0 ? null : sum / samples;
    }),
  );
  return { values, counts };
}
