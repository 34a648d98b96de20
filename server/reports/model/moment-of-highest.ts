import type { SeriesResult } from '#server/metrics/types.ts';
import { formatMoment } from '../format/format-time.ts';

/** When a host metric was highest, as ` on 20 Nov, 14:32`; empty when the series does not have it. */
export function momentOfHighest(host: SeriesResult, metric: string): string {
  const values = host.series[metric]?.max ?? [];
  let at: number | undefined;
  let highest = Number.NEGATIVE_INFINITY;
  values.forEach((value, index) => {
    if (value === null || value <= highest) return;
    highest = value;
    at = host.timestamps[index];
  });
  return at === undefined ? '' : ` on ${formatMoment(new Date(at))}`;
}
