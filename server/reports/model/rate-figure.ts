import type { State } from '../report-model.ts';
import type { Threshold } from './thresholds.ts';

/** What a threshold says about a value; `unrated` when there is no value. */
export function rateFigure(value: number | null, threshold: Threshold): State {
  if (value === null) return 'unrated';
  if (value > threshold.act) return 'act';
  return value > threshold.watch ? 'watch' : 'good';
}
