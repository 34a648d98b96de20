import { createHash } from 'node:crypto';

/** Kept by the caller's own cache at most, and asked after each time. */
const REVALIDATED = 'private, no-cache';

/**
 * Gives the answer of a GET its ETag and, when the caller has it already (If-None-Match), leaves the body away: 304.
 * JSON is told apart by its bytes; other answers by the ETag that their route gave them, or not at all.
 */
export async function notModified(request: Request, response: Response): Promise<Response> {
  if (request.method !== 'GET' || response.status !== 200) return response;
  const isJson = response.headers.get('content-type') === 'application/json';
  if (!isJson && !response.headers.has('etag')) return response;
  const headers = new Headers(response.headers);
  let body: BodyInit | null = response.body;
  if (isJson) {
    const bytes = await response.arrayBuffer();
    // Weak: the same JSON may go out compressed.
    headers.set('ETag', `W/"${createHash('sha256').update(new Uint8Array(bytes)).digest('base64url')}"`);
    headers.set('Cache-Control', REVALIDATED);
    body = bytes;
  }
  if (!matches(request.headers.get('if-none-match'), headers.get('etag') ?? ''))
    return new Response(body, { headers });
  if (body instanceof ReadableStream) await body.cancel();
  for (const name of ['content-type', 'content-length', 'content-disposition']) headers.delete(name);
  return new Response(null, { status: 304, headers });
}

/** RFC 9110 §13.1.2: a list or `*`, compared weakly. */
const matches = (asked: string | null, etag: string): boolean => {
  const known = (asked ?? '').split(',').map((part) => part.trim().replace(/^W\//, ''));
  return known.includes('*') || known.includes(etag.replace(/^W\//, ''));
};
