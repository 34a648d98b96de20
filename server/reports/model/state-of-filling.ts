import type { State } from '../report-model.ts';
import type { FillForecast } from './fill-forecast.ts';
import { rateFigure } from './rate-figure.ts';
import type { Thresholds } from './thresholds.ts';

/** How a file system is: by how full it is, and by how soon it will be when it surely grows. */
export function stateOfFilling(
  { usedPercent, growth, days }: FillForecast,
  { filesystem_used: full, filesystem_days: soon }: Thresholds,
): State {
  const now = rateFigure(usedPercent, full);
  const grows = growth !== null && growth.low > 0 && days !== null;
  if (now === 'act' || (grows && days < soon.act)) return 'act';
  return now === 'watch' || (grows && days < soon.watch) ? 'watch' : now;
}
