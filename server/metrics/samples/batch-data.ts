import type { Kind } from '#agent/contract/sample.ts';

/** Samples of one kind, column-wise: every list is as long as `time` (Unix ms). Row i is one interval of one entity. */
export interface KindColumns {
  time: number[];
  entity: string[];
  values: Record<string, (number | null)[]>;
}

/** What `sample_batch.data` holds. A metric that a batch lacks is null in all its rows. */
export type BatchData = Partial<Record<Kind, KindColumns>>;
