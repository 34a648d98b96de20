import { THRESHOLDS, type ThresholdId } from './thresholds.ts';

/** What of a threshold was chosen; the default stands for the rest. */
export interface ChosenLimits {
  watch?: number | undefined;
  act?: number | undefined;
}

/**
 * Why limits contradict each other, as a sentence; null when they do not. Of most figures more is worse; of those whose
 * default to act is the lower one, less is.
 */
export function thresholdFault(id: ThresholdId, chosen: ChosenLimits): string | null {
  const known = THRESHOLDS[id];
  const isLowBad = known.watch > known.act;
  const { watch = known.watch, act = known.act } = chosen;
  if (isLowBad ? watch >= act : watch <= act) return null;
  const said = (name: 'watch' | 'act', value: number) =>
    `${name} (${value}${chosen[name] === undefined ? ' unless said' : ''})`;
  return `${said('watch', watch)} must not be ${isLowBad ? 'below' : 'above'} ${said('act', act)}.`;
}
