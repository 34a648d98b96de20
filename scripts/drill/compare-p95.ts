import type { Figure } from '../../bench/agent/figure.ts';
import { median } from '../../bench/agent/median.ts';
import { percentile } from '../../bench/store/percentile.ts';

/** How long answers took, in ms, alone and directly afterwards beside whatever is to disturb them. */
export interface TimedPair {
  alone: readonly number[];
  beside: readonly number[];
}

/**
 * The p95 of answers alone and disturbed, and how much longer the latter takes: each the median of all pairs, so that
 * something else on the host, which comes and goes, does not decide.
 */
export function compareP95(disturbance: string, pairs: readonly TimedPair[], busyBefore: number): Figure[] {
  const p95s = pairs.map(({ alone, beside }) => [percentile(alone, 0.95), percentile(beside, 0.95)] as const);
  const each = (value: (pair: readonly [alone: number, beside: number]) => number) => median(p95s.map(value));
  return [
    { what: 'p95 of an answer, alone', value: each(([alone]) => alone), unit: 'ms' },
    { what: `p95 beside ${disturbance}`, value: each(([, beside]) => beside), unit: 'ms' },
    {
      what: 'ratio',
      value: each(([alone, beside]) => beside / alone),
      unit: '',
      bar: { sense: 'at most', value: 1.5 },
      note: `median of ${pairs.length}`,
    },
    { what: 'CPUs busy with other work just before', value: busyBefore, unit: '' },
  ];
}
