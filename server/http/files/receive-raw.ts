import { AppError } from '#server/errors.ts';
import type { ByteLimit } from './body-chunks.ts';
import { unpackedChunks } from './unpacked-chunks.ts';
import { type ReceivedBytes, writeToFile } from './write-to-file.ts';

/**
 * Receives a body that is the file itself.
 * @throws AppError MISSING_FILE when it is empty, LENGTH_MISMATCH when it is not as long as Content-Length says,
 *   UNSUPPORTED_ENCODING, INVALID_INPUT (damaged gzip), limit.tooLarge(); the file is left to the caller then
 */
export async function receiveRaw(
  request: Request,
  { path, limit }: { path: string; limit: ByteLimit },
): Promise<ReceivedBytes> {
  const received = await writeToFile(path, unpackedChunks(request, limit), limit);
  if (received.byteCount === 0)
    throw new AppError('MISSING_FILE', 'The body is empty. Send the file as the body.');
  return received;
}
