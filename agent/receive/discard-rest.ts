import type { IncomingMessage } from 'node:http';

/** A few times what is ever taken; who sends more has to do without our answer. */
const MOST_BYTES = 4 * 1024 * 1024;

/**
 * Reads what is left of a body that nobody wants. An answer to a request that is still being sent may never be read:
 * closing a socket with unread data resets it.
 */
export async function discardRest(request: IncomingMessage): Promise<void> {
  if (request.readableEnded || request.destroyed) return;
  let length = 0;
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > MOST_BYTES) return;
    }
  } catch {
    // The sender is gone: then there is nobody to answer either.
  }
}
