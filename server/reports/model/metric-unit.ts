import { METRICS, type Unit } from '#agent/contract/metrics.ts';
import type { Kind } from '#agent/contract/sample.ts';

/** The catalogue's unit of a metric. */
export const metricUnit = (kind: Kind, id: string): Unit =>
  METRICS.find((metric) => metric.kind === kind && metric.id === id)?.unit ?? 'count';
