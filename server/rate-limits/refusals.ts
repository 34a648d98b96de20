import { createHash } from 'node:crypto';
import { processWide } from '#server/process-wide.ts';

/** A caller who had too much. */
interface Refusal {
  /** Unix ms: from then on the caller may ask again. */
  ends: number;
  /** Calls a window has. */
  limit: string;
}

/** What a call is known again by. */
export interface CallMark {
  method: string;
  path: string;
  host: string;
  /** As it was sent: the headers `apikey` and `authorization`. */
  apikey: string;
  authorization: string;
}

/** The refusals of this process that may still hold. */
export const refusals = () => processWide('refusals', () => new Map<string, Refusal>());

/**
 * The name of all calls of one caller for one path; null for calls without a key or token, whose caller is not known
 * before the database was asked. Nobody's key is in it.
 */
export function refusalName({ method, path, host, apikey, authorization }: CallMark): string | null {
  if (apikey === '' && authorization === '') return null;
  return createHash('sha256')
    .update(JSON.stringify([method, path, host, apikey, authorization]))
    .digest('base64');
}
