import { metricsOf } from '../contract/metrics.ts';
import { KINDS, type Kind } from '../contract/sample.ts';
import type { Values } from './values.ts';

const BLANK: ReadonlyMap<Kind, Readonly<Values>> = new Map(
  KINDS.map((kind) => [
    kind,
    Object.freeze(Object.fromEntries(metricsOf(kind).map((metric): [string, null] => [metric.id, null]))),
  ]),
);

/** Every catalogue id of a kind, in catalogue order, all null; one object for all callers, to be spread. */
export function blankValues(kind: Kind): Readonly<Values> {
  return BLANK.get(kind) ?? {};
}
