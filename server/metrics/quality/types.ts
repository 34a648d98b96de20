import type { Kind } from '#agent/contract/sample.ts';

/** A stretch without samples. Times in Unix ms: of the samples around it, or the end of the range. */
export interface Gap {
  start: number;
  end: number;
  /** Samples that an even row would have had in it. */
  missing: number;
}

/** From `from` on (Unix ms), samples came each `seconds`. */
export interface IntervalSpan {
  from: number;
  seconds: number;
}

/** Which samples there are, and which are not. */
export interface Presence {
  expected: number;
  present: number;
  /** Share of the expected samples that are there, 0–1; null when no interval is known. */
  coverage: number | null;
  intervals: IntervalSpan[];
  /** The first thousand in time; `gapCount` counts all. */
  gaps: Gap[];
  gapCount: number;
}

/** Values of a metric that the catalogue calls impossible. */
export interface Misfit {
  kind: Kind;
  metric: string;
  count: number;
  lowest: number;
  highest: number;
  range: readonly [min: number, max: number];
}

/** One thing that lowers the score, by so many points. */
export interface QualityReason {
  id: 'no_samples' | 'coverage' | 'gaps' | 'restarts' | 'clock_steps' | 'duplicates' | 'out_of_range';
  text: string;
  points: number;
}

export interface QualityFacts extends Presence {
  /** Unix ms. */
  restarts: number[];
  clockSteps: number[];
  /** Rows of uploads in this range that were replaced by newer ones or repeated. */
  duplicates: number;
  misfits: Misfit[];
}

/** 100: every sample is there and plausible. The reasons say what took points away. */
export interface Quality extends QualityFacts {
  score: number;
  reasons: QualityReason[];
}
