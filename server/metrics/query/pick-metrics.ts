import { metricsOf } from '#agent/contract/metrics.ts';
import type { Kind } from '#agent/contract/sample.ts';
import { AppError } from '#server/errors.ts';

/**
 * Metric ids of a kind: those wanted, else all, in catalogue order. What passes here is safe as a column name.
 * @throws AppError INVALID_INPUT naming what the catalogue does not have
 */
export function pickMetrics(kind: Kind, wanted?: readonly string[]): string[] {
  const all = metricsOf(kind).map((metric) => metric.id);
  if (!wanted) return all;
  const unknown = wanted.filter((id) => !all.includes(id));
  if (unknown.length > 0)
    throw new AppError('INVALID_INPUT', `There is no ${kind} metric ${unknown.join(', ')}.`, {
      unknown,
      known: all,
    });
  return all.filter((id) => wanted.includes(id));
}
