const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

const two = (n: number): string => String(n).padStart(2, '0');
const monthOf = (at: Date): string => MONTHS[at.getUTCMonth()] ?? '';

/** `14:05`, or `14:05:30` where seconds matter; UTC. */
export function formatClock(at: Date): string {
  const clock = `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
  return at.getUTCSeconds() === 0 ? clock : `${clock}:${two(at.getUTCSeconds())}`;
}

/** `20 November 2026`, UTC. */
export const formatDay = (at: Date): string => `${at.getUTCDate()} ${monthOf(at)} ${at.getUTCFullYear()}`;

/** `20 Nov`, UTC. */
export const formatShortDay = (at: Date): string => `${at.getUTCDate()} ${monthOf(at).slice(0, 3)}`;

/** `20 Nov, 14:32`, UTC: a moment inside a range whose year is known. */
export const formatMoment = (at: Date): string =>
  `${formatShortDay(at)}, ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
