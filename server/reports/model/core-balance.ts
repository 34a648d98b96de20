import { byName } from './by-name.ts';
import type { Subject } from './subject.ts';

export interface CoreBalance {
  /** CPUs that have values of cpu_used, by number. */
  cores: string[];
  /** The one with the highest mean, its mean, and the mean of all; percent. */
  busiest: string;
  highest: number;
  mean: number;
  /** highest / mean: 1 when all do the same; null on a machine that does nothing. */
  ratio: number | null;
}

/** How evenly the CPUs are used, by their means over the range; null without two of them. */
export function coreBalance({ data }: Pick<Subject, 'data'>): CoreBalance | null {
  const means = Object.entries(data.stats.entities.cpu ?? {})
    .toSorted(([a], [b]) => byName(a, b))
    .flatMap(([core, metrics]) => {
      const avg = metrics.cpu_used?.avg ?? null;
      return avg === null ? [] : [{ core, avg }];
    });
  if (means.length < 2) return null;
  const mean = means.reduce((sum, { avg }) => sum + avg, 0) / means.length;
  const top = means.reduce((most, one) => (one.avg > most.avg ? one : most));
  return {
    cores: means.map(({ core }) => core),
    busiest: top.core,
    highest: top.avg,
    mean,
    ratio: mean > 0 ? top.avg / mean : null,
  };
}
