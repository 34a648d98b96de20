import { parseDuration } from '#agent/config/parse-duration.ts';
import { UsageError } from './usage-error.ts';

/**
 * A time such as 60s, in milliseconds.
 * @param flag that said it, for the message
 * @throws UsageError when it is none, or not within the limits
 */
export function readTime(
  text: string,
  flag: string,
  { least, most }: { least: number; most: number },
): number {
  const ms = parseDuration(text);
  if (ms !== null && ms >= least && ms <= most) return ms;
  throw new UsageError(`${flag} is "${text}": allowed is a time from ${least / 1000}s to ${most / 1000}s.`);
}
