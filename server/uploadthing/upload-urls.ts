import { env } from '#server/env.ts';

/** The one route of the file router. */
export const SLUG = 'samples';

/** Where the handler is, and where files are sent, on the host that `request` asks. */
export function uploadUrls(request: Request): { origin: string; handler: string; ingest: string } {
  // Not from request.url: behind a proxy that ends TLS it has another scheme.
  const origin = `${new URL(env().PUBLIC_URL).protocol}//${request.headers.get('host')}`;
  return { origin, handler: `${origin}/api/uploadthing`, ingest: `${origin}/api/uploadthing/ingest` };
}

/** The URL of a request as the browser knows it, its path and query untouched. */
export function askedUrl(request: Request): string {
  const { pathname, search } = new URL(request.url);
  return `${uploadUrls(request).origin}${pathname}${search}`;
}
