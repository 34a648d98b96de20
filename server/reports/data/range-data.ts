import type { Kind } from '#agent/contract/sample.ts';
import type { Quality } from '#server/metrics/quality/types.ts';
import type { SeriesResult, StatsResult } from '#server/metrics/types.ts';
import type { Quarters } from '../model/math/week-means.ts';

export type EntityKind = Exclude<Kind, 'host'>;

/** Medians of each hour that has samples: entity ('' for the host) → metric → one value per `time`. */
export interface HourMedians {
  /** Begin of each hour, Unix ms, ascending. */
  time: number[];
  entities: Record<string, Record<string, (number | null)[]>>;
}

/** Percentiles beyond those of MetricStats, 0–100 ascending, of every metric. */
export interface MorePercentiles {
  wanted: readonly number[];
  /** kind → entity ('' for the host) → metric → one value per `wanted`. */
  values: Partial<Record<Kind, Record<string, Record<string, (number | null)[]>>>>;
}

/** Everything a report says about one machine over one range is made of this: plain data, from the store or files. */
export interface RangeData {
  /** Start included, end excluded. */
  start: Date;
  end: Date;
  /** All host metrics. */
  host: SeriesResult;
  /** Of `cpu` only cpu_used; kinds without samples have no entities. */
  entities: Record<EntityKind, SeriesResult>;
  stats: StatsResult;
  /** Null when every percentile wanted is one that MetricStats has. */
  percentiles: MorePercentiles | null;
  /** Null when it was not judged. */
  quality: Quality | null;
  /** Usual distance of two samples; null below two of them. */
  intervalSeconds: number | null;
  /** Of cpu_used. */
  quarters: Quarters;
  /** Values of cpu_used by twentieths: `counts[i]` lie in [5 i, 5 i + 5) percent, the last one's end included. */
  cpuCounts: number[];
  /** Of mem_used (host; from rollups mem_available too), and the fs_ metrics (filesystem). */
  hours: { host: HourMedians; filesystem: HourMedians };
}
