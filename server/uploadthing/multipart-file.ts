import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { Busboy } from '@fastify/busboy';
import { AppError } from '#server/errors.ts';

/** The client sends the file and nothing else; a little room is left for fields of later versions. */
const LIMITS = { files: 1, fields: 8, fieldSize: 4096, parts: 10, headerPairs: 50 };

/**
 * The bytes of the one file of a multipart body, as they arrive; never more of it in memory than a few pieces.
 * @throws AppError UNSUPPORTED_FORMAT when the body is not multipart, MISSING_FILE when it holds no file,
 *   LENGTH_MISMATCH when it ends before the file does, after all the bytes that came
 */
export async function* multipartFile(request: Request): AsyncGenerator<Uint8Array> {
  const parser = openParser(request.headers.get('content-type') ?? '');
  const source = Readable.fromWeb((request.body ?? new Blob().stream()) as ReadableStream<Uint8Array>);
  let file: Readable | undefined;
  const begun = new Promise<Readable>((resolve) => {
    parser.once('file', (_field, stream) => {
      file = stream;
      resolve(stream);
    });
  });
  const parsed = pipeline(source, parser).then(
    () => null,
    (cause: unknown) => {
      const error = cutOff(cause);
      // Else whoever reads the file waits for ever.
      file?.destroy(error);
      return error;
    },
  );
  try {
    const found = await Promise.race([begun, parsed]);
    if (found instanceof Error) throw found;
    if (found === null) throw new AppError('MISSING_FILE', 'The body holds no file.');
    yield* found;
    const broken = await parsed;
    if (broken) throw broken;
  } catch (error) {
    // The parser ends the file with an error of its own when the body is cut off.
    throw error instanceof AppError ? error : cutOff(error);
  } finally {
    source.destroy();
  }
}

const cutOff = (cause: unknown): AppError =>
  new AppError(
    'LENGTH_MISMATCH',
    'The connection ended before the file did. What came is kept: go on from there.',
    {},
    { cause },
  );

function openParser(contentType: string): InstanceType<typeof Busboy> {
  try {
    return new Busboy({ headers: { 'content-type': contentType }, limits: LIMITS });
  } catch (cause) {
    throw new AppError(
      'UNSUPPORTED_FORMAT',
      'Send the file as multipart/form-data.',
      { content_type: contentType },
      { cause },
    );
  }
}
