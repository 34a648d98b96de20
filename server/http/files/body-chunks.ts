import { AppError } from '#server/errors.ts';

/** How much of a body is taken, and what is said to the rest. */
export interface ByteLimit {
  bytes: number;
  tooLarge: () => AppError;
}

/**
 * The bytes of a request's body as they arrive. Who stops early does not close the connection: the answer has to go
 * over it.
 * @throws AppError limit.tooLarge(), at once when Content-Length says so, else with the first byte too many;
 *   LENGTH_MISMATCH for a body that is not as long as Content-Length says
 */
export async function* bodyChunks(request: Request, limit: ByteLimit): AsyncGenerator<Uint8Array> {
  const announced = request.headers.get('content-length');
  if (Number(announced ?? 0) > limit.bytes) throw limit.tooLarge();
  // An async iterator would cancel the body when it is left, and with it the connection.
  const reader = request.body?.getReader();
  let size = 0;
  for (;;) {
    const { done, value } = reader ? await reader.read() : { done: true as const, value: undefined };
    if (done) break;
    size += value.byteLength;
    if (size > limit.bytes) throw limit.tooLarge();
    yield value;
  }
  if (announced !== null && Number(announced) !== size)
    throw new AppError(
      'LENGTH_MISMATCH',
      `Content-Length says ${announced} bytes, but ${size} came. Send the file again.`,
      { expected: Number(announced), received: size },
    );
}
