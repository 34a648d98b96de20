import { parseDecimal } from './parse-decimal.ts';

/**
 * Seconds since boot from /proc/uptime, suspended time included (CLOCK_BOOTTIME), to 10 ms. No clock setting moves it.
 * Throws ProcfsError.
 */
export function parseUptime(text: string): number {
  return parseDecimal(text.trim().split(/\s+/)[0], { subsystem: '/proc/uptime', line: 1, field: 'uptime' });
}
