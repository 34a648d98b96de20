import { AppError } from '#server/errors.ts';
import type { SeriesQuery } from '#server/metrics/types.ts';
import { pickMetrics } from './pick-metrics.ts';

const DEFAULT_POINTS = 1000;
const MOST_POINTS = 20_000;

/** What a query of series asks for, checked. */
export interface SeriesPlan {
  kind: SeriesQuery['kind'];
  metrics: readonly string[];
  entities: readonly string[] | undefined;
  /** At most about this many points. */
  maxPoints: number;
  /** Width of a bucket in ms as asked for; null: chosen by maxPoints. */
  step: number | null;
}

/** @throws AppError INVALID_INPUT */
export function seriesPlan(query: Omit<SeriesQuery, 'machineId'>): SeriesPlan {
  const { kind, maxPoints = DEFAULT_POINTS, stepSeconds } = query;
  if (!Number.isInteger(maxPoints) || maxPoints < 1 || maxPoints > MOST_POINTS)
    throw new AppError('INVALID_INPUT', `maxPoints must be a whole number from 1 to ${MOST_POINTS}.`);
  const plan = { kind, metrics: pickMetrics(kind, query.metrics), entities: query.entities, maxPoints };
  if (stepSeconds === undefined) return { ...plan, step: null };
  if (!Number.isInteger(stepSeconds) || stepSeconds < 1)
    throw new AppError('INVALID_INPUT', 'A step is a whole number of seconds, at least 1.');
  const points = Math.ceil((query.end.getTime() - query.start.getTime()) / (stepSeconds * 1000));
  if (points > MOST_POINTS)
    throw new AppError(
      'INVALID_INPUT',
      `A step of ${stepSeconds} s makes ${points} points of this range, more than ${MOST_POINTS}. Take a longer step or a shorter range.`,
      { points, limit: MOST_POINTS },
    );
  return { ...plan, step: stepSeconds * 1000 };
}
