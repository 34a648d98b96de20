import { formatFigure } from '../../format/format-figure.ts';
import type { TimeChart } from '../../report-model.ts';

/** A chart in words, for those who do not see it: of each series the mean and the highest value. */
export function describeChart({ title, series, unit }: TimeChart): string {
  const parts = series.map(({ label, avg, max }) => {
    const known = avg.filter((value) => value !== null);
    if (known.length === 0) return `${label}: not measured`;
    const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
    const highest = (max ?? known).reduce<number>((top, value) => Math.max(top, value ?? top), -Infinity);
    return `${label}: ${formatFigure(mean, unit)} on average, ${formatFigure(highest, unit)} at most`;
  });
  return `${title}. ${parts.join('; ')}.`;
}
