import { AppError } from '#server/errors.ts';
import { refusalName, refusals } from './refusals.ts';

/** More callers at once are not remembered; they are refused the long way. */
const MOST = 10_000;

/**
 * Remembers that a call was refused, so that the same caller's next ones need not be looked into (recall-refusal).
 * @param error why it was refused: anything but RATE_LIMITED is not remembered
 * @param limit calls a window has, for the header RateLimit-Limit
 */
export function noteRefusal(request: Request, error: unknown, limit: string): void {
  if (!(error instanceof AppError) || error.code !== 'RATE_LIMITED') return;
  const header = (name: string) => request.headers.get(name) ?? '';
  const name = refusalName({
    method: request.method,
    path: new URL(request.url).pathname,
    host: header('host'),
    apikey: header('apikey'),
    authorization: header('authorization'),
  });
  const known = refusals();
  if (known.size >= MOST) for (const [old, { ends }] of known) if (ends <= Date.now()) known.delete(old);
  if (name === null || known.size >= MOST) return;
  known.set(name, { ends: Date.now() + Number(error.details.retry_after) * 1000, limit });
}
