const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A moment on the clock and calendar of a zone. */
export interface ZonedTime {
  year: number;
  /** 1–12. */
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * What the clocks of an IANA zone show. Only figures are taken from Intl: words differ between its versions, and
 * server and browser must write the same text. An unknown zone counts as UTC.
 */
export function zonedTime(time: number, zone: string): ZonedTime {
  const parts: Record<string, number> = {};
  for (const { type, value } of formatIn(zone).formatToParts(time)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return { year, month, day, hour, minute, second };
}

function formatIn(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const made = makeFormat(zone);
  formats.set(zone, made);
  return made;
}

function makeFormat(timeZone: string): Intl.DateTimeFormat {
  const figures = {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    hourCycle: 'h23',
  } as const;
  try {
    return new Intl.DateTimeFormat('en-US', { ...figures, timeZone });
  } catch {
    return new Intl.DateTimeFormat('en-US', { ...figures, timeZone: 'UTC' });
  }
}

const two = (value: number): string => String(value).padStart(2, '0');

/** "09:05", with seconds "09:05:30". */
export function formatClock(time: number, zone: string, seconds = false): string {
  const { hour, minute, second } = zonedTime(time, zone);
  return `${two(hour)}:${two(minute)}${seconds ? `:${two(second)}` : ''}`;
}

/** "7 Jan", with the year "7 Jan 2026". */
export function formatDay(time: number, zone: string, withYear = false): string {
  const { year, month, day } = zonedTime(time, zone);
  return `${day} ${MONTHS[month - 1]}${withYear ? ` ${year}` : ''}`;
}

/** "7 Jan 2026, 09:05", with seconds "7 Jan 2026, 09:05:30". */
export const formatMoment = (time: number, zone: string, seconds = false): string =>
  `${formatDay(time, zone, true)}, ${formatClock(time, zone, seconds)}`;

/** A stretch of time; its day is said once when it does not change. */
export function formatStretch(start: number, end: number, zone: string, seconds = false): string {
  const sameDay = formatDay(start, zone, true) === formatDay(end, zone, true);
  const to = sameDay ? formatClock(end, zone, seconds) : formatMoment(end, zone, seconds);
  return `${formatMoment(start, zone, seconds)} – ${to}`;
}
