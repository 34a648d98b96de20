import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { AppError } from '#server/errors.ts';
import { type ByteLimit, bodyChunks } from './body-chunks.ts';

/** Unpacked at once; the usual 16 KiB cost more in turns than in work. */
const PIECE_BYTES = 256 * 1024;

/**
 * As bodyChunks, without the Content-Encoding; the limit holds for what is on the wire.
 * @throws AppError UNSUPPORTED_ENCODING; INVALID_INPUT when the gzip is damaged
 */
export async function* unpackedChunks(request: Request, limit: ByteLimit): AsyncGenerator<Uint8Array> {
  const encoding = request.headers.get('content-encoding')?.trim().toLowerCase() || 'identity';
  if (encoding !== 'identity' && encoding !== 'gzip')
    throw new AppError(
      'UNSUPPORTED_ENCODING',
      `Content-Encoding "${encoding}" is not read here; send gzip or none.`,
      { encoding },
    );
  const chunks = bodyChunks(request, limit);
  if (encoding === 'identity') return yield* chunks;
  const unpacked = createGunzip({ chunkSize: PIECE_BYTES });
  // What fails on the way comes out where `unpacked` is read.
  pipeline(chunks, unpacked, () => {});
  try {
    yield* unpacked;
  } catch (cause) {
    if (!isZlibError(cause)) throw cause;
    throw new AppError('INVALID_INPUT', 'The body is said to be gzip but cannot be unpacked.', {}, { cause });
  }
}

const isZlibError = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
