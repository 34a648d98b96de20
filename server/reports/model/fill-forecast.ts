import { byName } from './by-name.ts';
import { theilSen } from './math/theil-sen.ts';
import type { Subject } from './subject.ts';

const DAY_MS = 86_400_000;

/** How a file system fills. Sizes in MB. */
export interface FillForecast {
  mount: string;
  size: number | null;
  used: number | null;
  available: number | null;
  /** Highest and newest share that is used. */
  usedPercent: number | null;
  highestPercent: number | null;
  /** MB per day with its 95 % interval; null when the range is too short. */
  growth: { slope: number; low: number; high: number; count: number } | null;
  /**
   * Days from the newest sample until nothing is available: by the slope, at soonest and at latest by its interval.
   * Null where there is no growth (`latest`: where the interval reaches down to none).
   */
  days: number | null;
  soonest: number | null;
  latest: number | null;
}

/** Every file system, by mount point, with its trend through the medians of its hours. */
export function fillForecasts({ data }: Pick<Subject, 'data'>): FillForecast[] {
  const { time, entities } = data.hours.filesystem;
  return Object.entries(data.stats.entities.filesystem ?? {})
    .toSorted(([a], [b]) => byName(a, b))
    .map(([mount, stats]): FillForecast => {
      const used = entities[mount]?.fs_used ?? [];
      const known = time.flatMap((at, index) => {
        const value = used[index] ?? null;
        return value === null ? [] : [{ day: at / DAY_MS, value }];
      });
      const growth = theilSen(
        known.map(({ day }) => day),
        known.map(({ value }) => value),
      );
      const available = stats.fs_available?.current ?? null;
      const until = (slope: number | undefined) =>
        available === null || slope === undefined || slope <= 0 ? null : available / slope;
      return {
        mount,
        size: stats.fs_size?.current ?? null,
        used: stats.fs_used?.current ?? null,
        available,
        usedPercent: stats.fs_used_percent?.current ?? null,
        highestPercent: stats.fs_used_percent?.p100 ?? null,
        growth,
        days: until(growth?.slope),
        soonest: until(growth?.high),
        latest: until(growth?.low),
      };
    });
}
