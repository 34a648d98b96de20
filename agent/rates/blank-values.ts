import { metricsOf } from '../contract/metrics.ts';
import { KINDS, type Kind } from '../contract/sample.ts';
import type { Values } from './values.ts';

const IDS: ReadonlyMap<Kind, readonly string[]> = new Map(
  KINDS.map((kind) => [kind, metricsOf(kind).map((metric) => metric.id)]),
);

/** Every catalogue id of a kind, in catalogue order, all null. */
export function blankValues(kind: Kind): Values {
  return Object.fromEntries((IDS.get(kind) ?? []).map((id) => [id, null]));
}
