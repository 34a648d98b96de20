import { AppError } from '#server/errors.ts';

/**
 * The bytes of a stream from `from` on.
 * @throws AppError LENGTH_MISMATCH when there are more than `limit` in all
 */
export async function* bytesFrom(
  stream: AsyncIterable<Uint8Array>,
  { from, limit }: { from: number; limit: number },
): AsyncGenerator<Uint8Array> {
  let seen = 0;
  for await (const bytes of stream) {
    const skip = Math.min(bytes.byteLength, Math.max(0, from - seen));
    seen += bytes.byteLength;
    if (seen > limit)
      throw new AppError(
        'LENGTH_MISMATCH',
        `The file was announced with ${limit} bytes, but there are more.`,
        {
          expected: limit,
        },
      );
    if (skip < bytes.byteLength) yield bytes.subarray(skip);
  }
}
