import { createGunzip } from 'node:zlib';
import { AppError } from '#server/errors.ts';
import { bodyChunks } from './files/body-chunks.ts';

export interface BodyLimits {
  /** As sent. */
  wireBytes: number;
  /** After gunzip. */
  unpackedBytes: number;
}

/**
 * Reads a request's body whole, gunzipped, never holding more than the limits allow. One that is too long is answered
 * over its connection.
 * @throws AppError BODY_TOO_LARGE, UNSUPPORTED_ENCODING, INVALID_INPUT when the gzip is damaged, LENGTH_MISMATCH for a
 *   body that is not as long as Content-Length says
 */
export async function readBody(request: Request, limits: BodyLimits): Promise<Buffer> {
  const encoding = request.headers.get('content-encoding')?.trim().toLowerCase() ?? 'identity';
  if (encoding !== 'identity' && encoding !== 'gzip')
    throw new AppError(
      'UNSUPPORTED_ENCODING',
      `Content-Encoding "${encoding}" is not read here; send gzip or none.`,
      {
        encoding,
      },
    );
  const wire = { bytes: limits.wireBytes, tooLarge: () => tooLarge(limits.wireBytes, 'on the wire') };
  const parts: Uint8Array[] = [];
  for await (const part of bodyChunks(request, wire)) parts.push(part);
  const raw = Buffer.concat(parts);
  return encoding === 'gzip' ? gunzip(raw, limits.unpackedBytes) : raw;
}

/** As readBody, parsed. @throws AppError INVALID_JSON besides */
export async function readJson(
  request: Request,
  limits: BodyLimits,
): Promise<{ value: unknown; bytes: Buffer }> {
  const bytes = await readBody(request, limits);
  try {
    return { value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)), bytes };
  } catch (cause) {
    throw new AppError(
      'INVALID_JSON',
      `The body is not JSON: ${cause instanceof Error ? cause.message.slice(0, 200) : 'unreadable'}`,
      {},
      { cause },
    );
  }
}

const tooLarge = (limit: number, where: string) =>
  new AppError('BODY_TOO_LARGE', `The body is over ${limit} bytes ${where}. Send it in smaller parts.`, {
    limit_bytes: limit,
  });

async function gunzip(raw: Buffer, limit: number): Promise<Buffer> {
  const unpacked = createGunzip();
  unpacked.end(raw);
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of unpacked as AsyncIterable<Buffer>) {
      size += part.length;
      if (size > limit) throw tooLarge(limit, 'unpacked');
      parts.push(part);
    }
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('INVALID_INPUT', 'The body is said to be gzip but cannot be unpacked.', {}, { cause });
  } finally {
    unpacked.destroy();
  }
  return Buffer.concat(parts);
}
