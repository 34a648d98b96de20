import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { TRICKLE_LIMITS } from '../contract/limits.ts';
import { ReceiveError } from './receive-error.ts';

const unpack = promisify(gunzip);

/**
 * The body of a request, unpacked. Throws ReceiveError BODY_TOO_LARGE (more than is taken on the wire or unpacked),
 * UNSUPPORTED_ENCODING, and INVALID_INPUT for damaged gzip.
 */
export async function readBody(request: IncomingMessage): Promise<string> {
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'gzip' && encoding !== 'identity') {
    throw new ReceiveError(
      415,
      'UNSUPPORTED_ENCODING',
      `Content-Encoding is ${encoding}; send gzip or none.`,
    );
  }
  if (Number(request.headers['content-length'] ?? 0) > TRICKLE_LIMITS.wireBytes) throw tooLarge();
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > TRICKLE_LIMITS.wireBytes) throw tooLarge();
    chunks.push(chunk);
  }
  const bytes = Buffer.concat(chunks);
  if (encoding === 'identity') return bytes.toString();
  try {
    return (await unpack(bytes, { maxOutputLength: TRICKLE_LIMITS.unpackedBytes })).toString();
  } catch (cause) {
    if (cause instanceof RangeError) throw tooLarge();
    throw new ReceiveError(400, 'INVALID_INPUT', 'The body is not whole gzip data.');
  }
}

const tooLarge = (): ReceiveError =>
  new ReceiveError(
    413,
    'BODY_TOO_LARGE',
    `At most ${TRICKLE_LIMITS.wireBytes} bytes are taken, ${TRICKLE_LIMITS.unpackedBytes} unpacked. Send fewer snapshots.`,
  );
