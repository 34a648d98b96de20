const MINUTE = 60_000;
const UNIT_MS = { m: MINUTE, h: 60 * MINUTE, d: 1440 * MINUTE } as const;
/** Hourly figures are kept no longer than this. */
const WIDEST_MS = 4000 * UNIT_MS.d;

/** The widths that pickers offer, newest data at the right edge. Any other of the form `45m`, `3h`, `14d` is one too. */
export const RANGES = ['15m', '1h', '6h', '24h', '7d', '30d'] as const;

/** What time is looked at: a width up to now, all there is, or from–to (Unix ms, `to` not included). */
export type Period = { range: string } | { from: number; to: number };

/** A relative range in ms, `6h` → 21,600,000; null for what is none, also for `all`. */
export function rangeWidth(range: string): number | null {
  const [, count = '', unit = ''] = /^([1-9]\d{0,4})([mhd])$/.exec(range) ?? [];
  if (unit === '') return null;
  const width = Number(count) * UNIT_MS[unit as keyof typeof UNIT_MS];
  return width <= WIDEST_MS ? width : null;
}

interface PeriodParams {
  range?: string | undefined;
  /** ISO 8601. */
  from?: string | undefined;
  to?: string | undefined;
}

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?Z$/;
const instant = (text: string | undefined): number =>
  text && ISO.test(text) ? Date.parse(text) : Number.NaN;

/** The period that an address names: from and to before a range; what is not understood is `otherwise`. */
export function readPeriod({ range, from, to }: PeriodParams, otherwise: string): Period {
  const [start, end] = [instant(from), instant(to)];
  if (start < end) return { from: start, to: end };
  return {
    range: range !== undefined && (range === 'all' || rangeWidth(range) !== null) ? range : otherwise,
  };
}

const written = (time: number) => new Date(time).toISOString().replace('.000Z', 'Z');

/** The parts of an address that name a period; readPeriod reads them. */
export const periodQuery = (period: Period): [string, string][] =>
  'range' in period
    ? [['range', period.range]]
    : [
        ['from', written(period.from)],
        ['to', written(period.to)],
      ];
