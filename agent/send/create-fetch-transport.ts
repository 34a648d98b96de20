import { LONGEST_REPLY, type Reply } from './read-reply.ts';
import type { Transport } from './transport.ts';

interface FetchOptions {
  url: URL;
  /** Asked for each request. */
  headers: () => Record<string, string>;
  timeoutMs: number;
}

/**
 * POST by the runtime's own fetch, which keeps the connection: in the single file it is 5 MB less than node:http. Only
 * for the direct way to a server with a certificate of the usual kind: proxies and the rest are createTransport's.
 */
export function createFetchTransport({ url, headers, timeoutMs }: FetchOptions): Transport {
  let current: AbortController | null = null;
  let closed = false;
  return {
    async post(body) {
      if (closed) throw new Error('stopped');
      const controller = new AbortController();
      current = controller;
      const late = new Error(`no answer within ${timeoutMs} ms`);
      const timer = setTimeout(() => controller.abort(late), timeoutMs);
      try {
        const { signal } = controller;
        // Bytes of a buffer that nobody shares.
        const bytes = body as Buffer<ArrayBuffer>;
        const request = {
          method: 'POST',
          headers: headers(),
          body: bytes,
          redirect: 'manual',
          signal,
        } as const;
        return await readResponse(await fetch(url, request));
      } catch (error) {
        throw describe(controller.signal.aborted ? controller.signal.reason : error);
      } finally {
        clearTimeout(timer);
        current = null;
      }
    },
    close() {
      closed = true;
      current?.abort(new Error('stopped'));
    },
  };
}

/** As readReply does: what comes behind the longest answer of ours is read and thrown away. */
async function readResponse({ status, headers, body }: Response): Promise<Reply> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    if (length < LONGEST_REPLY) chunks.push(chunk);
    length += chunk.length;
  }
  const text = Buffer.concat(chunks).toString('utf8', 0, LONGEST_REPLY);
  return { status, headers: Object.fromEntries(headers), body: text };
}

/** fetch has the reason in the cause (Node) or in a code (Bun). */
function describe(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  const { cause, code } = error as { cause?: unknown; code?: unknown };
  const detail = cause instanceof Error ? cause.message : typeof code === 'string' ? code : '';
  return error.message.includes(detail) ? error : new Error(`${error.message} (${detail})`, { cause: error });
}
