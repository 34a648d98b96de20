import { createGunzip } from 'node:zlib';
import { AppError } from '#server/errors.ts';

export interface BodyLimits {
  /** As sent. */
  wireBytes: number;
  /** After gunzip. */
  unpackedBytes: number;
}

/**
 * Reads a request's body whole, gunzipped, never holding more than the limits allow.
 * @throws AppError BODY_TOO_LARGE, UNSUPPORTED_ENCODING, INVALID_INPUT when the gzip is damaged
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
  const raw = await collect(request.body, limits.wireBytes, 'on the wire');
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

async function collect(
  body: AsyncIterable<Uint8Array> | null,
  limit: number,
  where: string,
): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body ?? []) {
    size += part.byteLength;
    if (size > limit) throw tooLarge(limit, where);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

async function gunzip(raw: Buffer, limit: number): Promise<Buffer> {
  const unpacked = createGunzip();
  unpacked.end(raw);
  try {
    return await collect(unpacked, limit, 'unpacked');
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('INVALID_INPUT', 'The body is said to be gzip but cannot be unpacked.', {}, { cause });
  } finally {
    unpacked.destroy();
  }
}
