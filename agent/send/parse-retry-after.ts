/** Nobody's mistake shall silence an agent for longer. */
const LONGEST_MS = 3_600_000;

/** A Retry-After header (RFC 9110 §10.2.3: seconds or a date) as milliseconds from `now`; 0 when absent or senseless. */
export function parseRetryAfter(header: string | undefined, now: number): number {
  if (header === undefined) return 0;
  const ms = /^\d{1,9}$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isNaN(ms) ? 0 : Math.min(Math.max(ms, 0), LONGEST_MS);
}
