import type { DDSketch } from '@datadog/sketches-js';
import type { Kind } from '#agent/contract/sample.ts';

/** Which rollups: `machineIds` are internal ids; hours that begin within [start, end). Without `entities` all of them. */
export interface RollupRequest {
  machineIds: readonly string[];
  kind: Kind;
  metrics: readonly string[];
  entities?: readonly string[];
  start: Date;
  end: Date;
  /** Whether to read the sketches too, for percentiles. */
  sketches?: boolean;
}

/**
 * One metric of one entity, hour by hour, ascending; an hour without any known value is not there. All lists are as
 * long as `hour` (Unix ms of its begin); `sketches` is empty unless asked for.
 */
export interface RollupSeries {
  machineId: string;
  entity: string;
  metric: string;
  hour: number[];
  count: number[];
  sum: number[];
  min: number[];
  max: number[];
  sketches: DDSketch[];
}

/** Percentiles of merged sketches: within 1 % of the value at that rank; p100 is exact. */
export interface SketchPercentiles {
  p50: number;
  p75: number;
  p90: number;
  p95: number;
  p97_5: number;
  p99: number;
  p100: number;
}
