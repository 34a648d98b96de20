const DAY = 86_400_000;
const MINUTE = 60_000;

/**
 * A label of the time axis in the reader's zone: seconds only when ticks are that close, the day at midnight and
 * when ticks are days apart.
 *
 * @param step distance of two ticks, ms
 */
export function formatTick(time: number, step: number): string {
  const date = new Date(time);
  const midnight = date.getHours() === 0 && date.getMinutes() === 0 && date.getSeconds() === 0;
  if (step >= DAY || (midnight && step >= MINUTE))
    return date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' });
  const clock = { hour: '2-digit', minute: '2-digit' } as const;
  return date.toLocaleTimeString('en-GB', step < MINUTE ? { ...clock, second: '2-digit' } : clock);
}
