import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { AppError } from '#server/errors.ts';

const CHUNK = 256 * 1024;

/**
 * Unpacks a gzip file, of several members too, to `target`, at most `limit` bytes.
 * @throws AppError FILE_TOO_LARGE, LENGTH_MISMATCH for one that is cut off, INVALID_INPUT for one that is damaged
 */
export async function gunzipFile(path: string, target: string, limit: number): Promise<void> {
  let bytes = 0;
  try {
    await pipeline(
      createReadStream(path, { highWaterMark: CHUNK }),
      createGunzip({ chunkSize: CHUNK }),
      async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          bytes += chunk.length;
          if (bytes > limit)
            throw new AppError('FILE_TOO_LARGE', `The file unpacks to more than ${limit} bytes. Split it.`, {
              limit,
            });
          yield chunk;
        }
      },
      createWriteStream(target),
    );
  } catch (error) {
    throw zlibFault(error, bytes) ?? error;
  }
}

/** zlib's own error codes begin with Z_. */
function zlibFault(error: unknown, bytes: number): AppError | null {
  if (!(error instanceof Error && 'code' in error && String(error.code).startsWith('Z_'))) return null;
  const isCutOff = error.code === 'Z_BUF_ERROR';
  return new AppError(
    isCutOff ? 'LENGTH_MISMATCH' : 'INVALID_INPUT',
    `The gzip file is ${isCutOff ? 'cut off' : 'damaged'} after ${bytes} unpacked bytes. Pack or send it again.`,
    { unpacked_bytes: bytes },
    { cause: error },
  );
}
