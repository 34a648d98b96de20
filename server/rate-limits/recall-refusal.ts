import type { IncomingMessage } from 'node:http';
import { AppError } from '#server/errors.ts';
import { refusalName, refusals } from './refusals.ts';

/**
 * Whether this very caller was just refused for this very path and has not waited as told: whoever calls far too often
 * costs next to nothing, and nobody else waits for it.
 * @returns the refusal, and what the header RateLimit-Limit says; null for a call that is to be looked into
 */
export function recallRefusal({
  method = '',
  url = '',
  headers,
}: Pick<IncomingMessage, 'method' | 'url' | 'headers'>): { error: AppError; limit: string } | null {
  const known = refusals();
  if (known.size === 0) return null;
  const name = refusalName({
    method,
    path: url.split('?', 1)[0] ?? '',
    host: headers.host ?? '',
    apikey: String(headers.apikey ?? ''),
    authorization: headers.authorization ?? '',
  });
  const refusal = name === null ? undefined : known.get(name);
  if (name === null || !refusal) return null;
  const seconds = Math.ceil((refusal.ends - Date.now()) / 1000);
  if (seconds <= 0) {
    known.delete(name);
    return null;
  }
  const error = new AppError('RATE_LIMITED', `Too many requests. Try again in ${seconds} seconds.`, {
    retry_after: seconds,
  });
  return { error, limit: refusal.limit };
}
