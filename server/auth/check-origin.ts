import { AppError } from '#server/errors.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses a state-changing request that a browser sent from another site with our cookie on it: the Origin (or,
 * where a browser leaves it out, Sec-Fetch-Site) must be the host that is asked.
 * @throws AppError CSRF_ORIGIN
 */
export function checkOrigin(request: Request): void {
  if (SAFE.has(request.method)) return;
  const origin = request.headers.get('origin');
  const host = request.headers.get('host')?.toLowerCase();
  if (origin !== null && URL.canParse(origin) && new URL(origin).host === host) return;
  if (origin === null && request.headers.get('sec-fetch-site') === 'same-origin') return;
  throw new AppError('CSRF_ORIGIN', 'This request did not come from the portal itself.', { origin });
}
