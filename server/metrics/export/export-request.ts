import type { Kind } from '#agent/contract/sample.ts';
import type { SampleRange } from '#server/metrics/types.ts';

export const EXPORT_FORMATS = ['csv', 'json', 'parquet'] as const;
export const EXPORT_RESOLUTIONS = ['raw', '15s', '1m', '5m', '1h'] as const;

/** What to export, and in which form. */
export interface ExportRequest extends SampleRange {
  /** `all`: a zip with one file per kind that has samples. */
  kind: Kind | 'all';
  format: (typeof EXPORT_FORMATS)[number];
  resolution: (typeof EXPORT_RESOLUTIONS)[number];
}
