import type { Kind } from '#agent/contract/sample.ts';
import type { OpenSamples } from '#server/metrics/samples/opened-samples.ts';

/** The samples of one machine, opened: a connection with a view for each kind, and what is known of them. */
export type RangeSamples = Pick<OpenSamples, 'connection' | 'sources' | 'known' | 'ascending' | 'signal'> & {
  machine: { intervalSeconds: number | null };
};

/** What to read. */
export interface RangeReading {
  start: Date;
  end: Date;
  /** Percentiles that tables show, 0–100. */
  percentiles: readonly number[];
  /** Points of a chart. */
  points: { host: number; entities: number };
  /** The metrics to read, of each kind; all unless said. With them neither quarters nor histogram are read. */
  only?: Readonly<Record<Kind, readonly string[]>>;
}
