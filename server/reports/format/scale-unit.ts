import type { FigureUnit } from '../report-model.ts';

/** How figures of one magnitude are written: divided by `divisor`, behind them `unit` (may be empty). */
export interface Scale {
  divisor: number;
  unit: string;
}

const KILO = 1000;
/** The kernel counts memory in units of 1,024 bytes, and so do we. */
const KIBI = 1024;

/** Per unit, from small to large: each scale serves figures from its `from` on. */
const SCALES: Record<FigureUnit, readonly (Scale & { from: number })[]> = {
  percent: [{ from: 0, divisor: 1, unit: '%' }],
  megabytes: [
    { from: 0, divisor: 1, unit: 'MB' },
    { from: KIBI, divisor: KIBI, unit: 'GB' },
    { from: KIBI ** 2, divisor: KIBI ** 2, unit: 'TB' },
  ],
  bytes_per_second: [
    { from: 0, divisor: 1, unit: 'B/s' },
    { from: KILO, divisor: KILO, unit: 'kB/s' },
    { from: KILO ** 2, divisor: KILO ** 2, unit: 'MB/s' },
    { from: KILO ** 3, divisor: KILO ** 3, unit: 'GB/s' },
  ],
  per_second: [
    { from: 0, divisor: 1, unit: '/s' },
    { from: 1e6, divisor: 1e6, unit: 'M/s' },
  ],
  milliseconds: [
    { from: 0, divisor: 1, unit: 'ms' },
    { from: 1e4, divisor: 1e3, unit: 's' },
  ],
  count: [{ from: 0, divisor: 1, unit: '' }],
  bytes: [
    { from: 0, divisor: 1, unit: 'B' },
    { from: KILO, divisor: KILO, unit: 'kB' },
    { from: KILO ** 2, divisor: KILO ** 2, unit: 'MB' },
    { from: KILO ** 3, divisor: KILO ** 3, unit: 'GB' },
    { from: KILO ** 4, divisor: KILO ** 4, unit: 'TB' },
  ],
  days: [{ from: 0, divisor: 1, unit: 'days' }],
};

/** The scale in which `largest` (in `unit`) reads well; everything shown beside it uses the same. */
export function scaleUnit(unit: FigureUnit, largest: number | null): Scale {
  const magnitude = Math.abs(largest ?? 0);
  const { divisor, unit: name } = SCALES[unit].findLast(({ from }) => magnitude >= from) ?? {
    divisor: 1,
    unit: '',
  };
  return { divisor, unit: name };
}
