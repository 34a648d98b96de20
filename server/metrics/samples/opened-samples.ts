import type { DuckDBConnection } from '@duckdb/node-api';
import type { Kind } from '#agent/contract/sample.ts';
import type { SegmentFile } from '#server/metrics/types.ts';
import type { Cover } from './judge-order.ts';

/** A segment or batch that reaches into the range: the time it covers and all its rows, also those outside. */
export interface Source extends Cover {
  rows: number;
}

/** Opened samples: `samplesView(kind)` can be queried on `connection` until it is closed (`closeSync`). */
export interface OpenSamples {
  connection: DuckDBConnection;
  machine: { id: string; machineId: string; intervalSeconds: number | null };
  /** The segment files the views read. */
  files: readonly SegmentFile[];
  /** What the views stand on, in the order in which they read it: segments by time, then batches by delivery. */
  sources: ReadonlyMap<Kind, readonly Source[]>;
  /** Of the metrics asked for, those that a source may have; the others are null throughout. */
  known: ReadonlyMap<Kind, ReadonlySet<string>>;
  /** Kinds whose view yields its rows in time order as it stands. */
  ascending: ReadonlySet<Kind>;
  /** Aborted when whoever asked has left: what counts for long without DuckDB, which is interrupted, looks at it. */
  signal?: AbortSignal;
}
