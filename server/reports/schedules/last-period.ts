import { Cron } from 'croner';

export const PERIODS = ['day', 'week', 'month'] as const;
export type Period = (typeof PERIODS)[number];

/** Where each begins: at midnight, on Monday, on the first. */
const BEGINS = { day: '0 0 * * *', week: '0 0 * * 1', month: '0 0 1 * *' } as const;

interface Range {
  start: Date;
  end: Date;
}

/**
 * The last whole day, week (from Monday) or month before a moment, on the calendar of a zone, and the one before it.
 * @param zone IANA name
 */
export function lastPeriod(period: Period, zone: string, now: Date): { last: Range; before: Range } {
  // A moment at which one begins is its end, too: a millisecond later it has passed.
  const moment = new Date(now.getTime() + 1);
  const [end, start, before] = new Cron(BEGINS[period], { timezone: zone, paused: true }).previousRuns(
    3,
    moment,
  );
  if (!end || !start || !before) throw new Error(`${zone} has no ${period} before ${now.toISOString()}`);
  return { last: { start, end }, before: { start: before, end: start } };
}
