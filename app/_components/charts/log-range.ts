import type { FittedPanel } from './panel.ts';

/** Not more than so many decades: one tiny value would press all others together. */
const MOST_DECADES = 6;

/** The ends of a logarithmic axis: whole powers of ten around the positive values of the shown layers. */
export function logRange(panel: FittedPanel, hidden: ReadonlySet<string>): [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, 0];
  for (const { key, min, avg, max } of panel.layers) {
    if (hidden.has(key)) continue;
    for (const column of [panel.bucketed ? min : avg, panel.bucketed ? max : avg])
      for (const value of column)
        if (value !== null && value > 0) {
          low = Math.min(low, value);
          high = Math.max(high, value);
        }
  }
  if (high === 0) return [0.1, 10];
  const top = Math.ceil(Math.log10(high) - 1e-9);
  const bottom = Math.max(Math.floor(Math.log10(low) + 1e-9), top - MOST_DECADES);
  return [10 ** Math.min(bottom, top - 1), 10 ** top];
}
