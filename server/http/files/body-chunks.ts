import type { AppError } from '#server/errors.ts';

/** How much of a body is taken, and what is said to the rest. */
export interface ByteLimit {
  bytes: number;
  tooLarge: () => AppError;
}

/**
 * The bytes of a request's body as they arrive. Who stops early does not close the connection: the answer has to go
 * over it.
 * @throws AppError limit.tooLarge(), at once when Content-Length says so, else with the first byte too many
 */
export async function* bodyChunks(request: Request, limit: ByteLimit): AsyncGenerator<Uint8Array> {
  if (Number(request.headers.get('content-length') ?? 0) > limit.bytes) throw limit.tooLarge();
  // An async iterator would cancel the body when it is left, and with it the connection.
  const reader = request.body?.getReader();
  if (!reader) return;
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    size += value.byteLength;
    if (size > limit.bytes) throw limit.tooLarge();
    yield value;
  }
}
