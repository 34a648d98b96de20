import type { Kind, SampleEvent } from '#agent/contract/sample.ts';

/** Which samples: `machineId` is the machine's internal id; `start` included, `end` excluded. */
export interface SampleRange {
  machineId: string;
  start: Date;
  end: Date;
}

/** Which samples to open: kind → the metrics that will be asked for. */
export interface SampleRequest extends SampleRange {
  columns: Partial<Record<Kind, readonly string[]>>;
  /** Where a cached segment file shall be read from: gets its path, gives another. */
  place?: (path: string) => Promise<string>;
  /** Ends the work when the caller leaves. */
  signal?: AbortSignal;
}

/** A segment as a file, and what its bytes must hash to. */
export interface SegmentFile {
  path: string;
  sha256: Buffer;
}

/** A question to the metric store. Without `metrics` all of the kind, without `entities` all of them. */
export interface SeriesQuery extends SampleRange {
  kind: Kind;
  metrics?: readonly string[];
  entities?: readonly string[];
  /** At most about this many buckets; raw samples when they are fewer. */
  maxPoints?: number;
  /** Instead of maxPoints: the width of a bucket. */
  stepSeconds?: number;
  /** Ends the query when the caller leaves. */
  signal?: AbortSignal;
}

/** The same of several machines, by internal id. */
export interface SeriesOfQuery extends Omit<SeriesQuery, 'machineId'> {
  machineIds: readonly string[];
}

/** One metric over the buckets; null where nothing was measured. All three are as long as `timestamps`. */
export interface Band {
  avg: (number | null)[];
  min: (number | null)[];
  max: (number | null)[];
}

/**
 * Column-wise answer. `timestamps` are bucket starts in Unix milliseconds (raw: the sample's time), ascending.
 * Host metrics are in `series`; kinds with entities fill `entities` (entity → metric → band).
 */
export interface SeriesResult {
  kind: Kind;
  /** Width of a bucket; for raw samples their usual distance. */
  resolutionSeconds: number;
  raw: boolean;
  source: 'raw' | 'rollup';
  timestamps: number[];
  series: Record<string, Band>;
  entities: Record<string, Record<string, Band>>;
  events: SampleEvent[];
}

/** A range of samples to be summed up. */
export interface StatsQuery extends SampleRange {
  /** Ends the query when the caller leaves. */
  signal?: AbortSignal;
}

/** Statistics of one metric. Percentiles of raw samples by linear interpolation (type 7). */
export interface MetricStats {
  count: number;
  min: number | null;
  max: number | null;
  avg: number | null;
  /** Of a sample (n − 1); null below two values. */
  stddev: number | null;
  /** The newest known value in the range. */
  current: number | null;
  p50: number | null;
  p75: number | null;
  p90: number | null;
  p95: number | null;
  p97_5: number | null;
  p99: number | null;
  p100: number | null;
  /** Of a rate, its integral over the range (bytes, operations); gaps add nothing. Null for levels and shares. */
  total: number | null;
}

export interface StatsResult {
  /** Snapshots in the range. */
  samples: number;
  /** First and last sample time, Unix ms; null when there is none. */
  dataRange: { start: number; end: number } | null;
  approximate: boolean;
  metrics: Record<string, MetricStats>;
  /** kind → entity → metric, for the kinds that have entities. */
  entities: Record<string, Record<string, Record<string, MetricStats>>>;
}
