import { z } from 'zod';

/** From 1973 on: fewer digits are more likely a year than a second. */
const EPOCH = /^\d{9,13}(\.\d+)?$/;
const HAS_ZONE = /(?:z|[+-]\d{2}:?\d{2})$/i;

/** Numbers up to this are seconds, above it milliseconds: 2100 in seconds, 1970 in milliseconds. */
const LAST_SECOND = 4_102_444_800;

/** A moment in a query: Unix seconds or milliseconds, or ISO 8601, where no zone means UTC. */
export const instant = z.string().transform((text, ctx) => {
  const date = EPOCH.test(text) ? fromEpoch(Number(text)) : fromIso(text);
  if (!Number.isNaN(date.getTime())) return date;
  ctx.issues.push({
    code: 'custom',
    input: text,
    message: `"${text}" is not a time; write 2026-01-31T08:00:00Z or Unix seconds`,
  });
  return z.NEVER;
});

const fromEpoch = (value: number): Date => new Date(value > LAST_SECOND ? value : value * 1000);

function fromIso(text: string): Date {
  const withTime = /^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text;
  const [day] = /^\d{4}-\d{2}-\d{2}(?=[T ])/.exec(withTime) ?? [];
  if (day === undefined || !isOnCalendar(day)) return new Date(Number.NaN);
  return new Date(HAS_ZONE.test(withTime) ? withTime : `${withTime}Z`);
}

/** Date carries 30 February over into March. */
function isOnCalendar(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}
