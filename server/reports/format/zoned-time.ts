const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(zone, made);
  return made;
}

/**
 * A date whose UTC fields read what a clock in `zone` shows at `at`: what writes UTC writes that zone with it.
 * @param zone IANA name
 * @throws RangeError for a zone that there is not
 */
export function zonedTime(at: Date, zone: string): Date {
  if (zone === 'UTC') return at;
  const part: Record<string, number> = {};
  for (const { type, value } of formatOf(zone).formatToParts(at)) part[type] = Number(value);
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  const milliseconds = ((at.getTime() % 1000) + 1000) % 1000;
  return new Date(Date.UTC(year, month - 1, day, hour, minute, second, milliseconds));
}
