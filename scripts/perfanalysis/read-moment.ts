import { instant } from '#server/http/instant.ts';
import { UsageError } from './usage-error.ts';

/**
 * A moment as a flag or a configuration says it; null for none.
 * @param name of what says it, for the message
 * @throws UsageError
 */
export function readMoment(text: string | number | undefined, name: string): Date | null {
  if (text === undefined) return null;
  const result = instant.safeParse(String(text));
  if (result.success) return result.data;
  throw new UsageError(`${name}: ${result.error.issues[0]?.message}.`);
}
