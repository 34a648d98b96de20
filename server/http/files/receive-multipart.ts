import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { Busboy } from '@fastify/busboy';
import { AppError } from '#server/errors.ts';
import type { ByteLimit } from './body-chunks.ts';
import { unpackedChunks } from './unpacked-chunks.ts';
import { type ReceivedBytes, writeToFile } from './write-to-file.ts';

/** A form with one file. Of a field without a value: ''. */
export interface ReceivedForm extends ReceivedBytes {
  /** As the client named it. */
  fileName: string;
  fields: Map<string, string>;
}

/** The part that has the file. */
const FILE_FIELD = 'file';
const LIMITS = { fields: 20, fieldSize: 2048, parts: 30, headerPairs: 50, headerSize: 16 * 1024 };
const PIECE_BYTES = 512 * 1024;
/** What boundaries, headers and fields may take beside the file. */
const FORM_BYTES = 128 * 1024;

/**
 * Receives a multipart/form-data body whose part `file` goes to `path`, never holding more than a few pieces of it.
 * @throws AppError UNSUPPORTED_FORMAT when the body is not multipart, MISSING_FILE, INVALID_INPUT (two files, a field
 *   that is too long or contradicts itself, a damaged body), LENGTH_MISMATCH for a body that breaks off,
 *   UNSUPPORTED_ENCODING, limit.tooLarge(); the file is left to the caller then
 */
export async function receiveMultipart(
  request: Request,
  { path, limit, example }: { path: string; limit: ByteLimit /** How to do it right. */; example: string },
): Promise<ReceivedForm> {
  const parser = openParser(request, example);
  const fields = new Map<string, string>();
  let file: { name: string; stream: Readable; bytes: Promise<ReceivedBytes> } | undefined;
  let other: string | undefined;

  let fail: (error: unknown) => void = () => {};
  const failed = new Promise<never>((_, reject) => {
    fail = reject;
  });
  failed.catch(() => {});

  parser.on('file', (field: string, stream: Readable, name: string | undefined) => {
    if (field !== FILE_FIELD) {
      other ??= field;
      stream.on('error', () => {}).resume();
    } else if (file) {
      stream.on('error', () => {}).resume();
      fail(new AppError('INVALID_INPUT', 'The form has two files. Send one file at a time.', { field }));
    } else {
      const bytes = writeToFile(path, stream, limit);
      bytes.catch(fail);
      file = { name: name ?? '', stream, bytes };
    }
  });
  parser.on('field', (name, value, _nameCut, valueCut) => {
    // A file that came as text is told apart below, whatever its length.
    if (name === FILE_FIELD) return void fields.set(name, '');
    const fault = valueCut
      ? `is longer than ${LIMITS.fieldSize} bytes`
      : (fields.get(name) ?? value) !== value && 'is there twice, with different values';
    if (fault) fail(new AppError('INVALID_INPUT', `The field ${name} ${fault}.`, { field: name }));
    fields.set(name, value);
  });
  const many = () => fail(new AppError('INVALID_INPUT', `The form has more than ${LIMITS.fields} fields.`));
  parser.on('partsLimit', many).on('fieldsLimit', many);
  parser.on('error', (cause) => fail(brokenOff(cause)));
  const finished = once(parser, 'finish');

  try {
    const wire = { bytes: limit.bytes + FORM_BYTES, tooLarge: limit.tooLarge };
    const chunks = inLargerChunks(unpackedChunks(request, wire));
    for (;;) {
      const { done, value } = await Promise.race([chunks.next(), failed]);
      if (done) break;
      if (!parser.write(value)) await Promise.race([once(parser, 'drain'), failed]);
    }
    parser.end();
    await Promise.race([finished, failed]);
    if (!file) throw missingFile(fields, other, example);
    const received = await file.bytes;
    if (received.byteCount === 0 && file.name === '') throw missingFile(fields, other, example);
    return { ...received, fileName: file.name, fields };
  } catch (error) {
    finished.catch(() => {});
    parser.destroy();
    // So that the file is closed before the caller removes it.
    file?.stream.destroy();
    await file?.bytes.catch(() => {});
    throw error;
  }
}

/** Chunks put together to pieces that are worth a turn of all the streams behind: a socket gives 64 KiB at a time. */
async function* inLargerChunks(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let held: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    held.push(chunk);
    bytes += chunk.byteLength;
    if (bytes < PIECE_BYTES) continue;
    yield Buffer.concat(held, bytes);
    held = [];
    bytes = 0;
  }
  if (bytes > 0) yield Buffer.concat(held, bytes);
}

function openParser(request: Request, example: string): InstanceType<typeof Busboy> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^multipart\/form-data\s*;/i.test(type)) throw notMultipart(type, example);
  try {
    return new Busboy({ headers: { 'content-type': type }, limits: LIMITS });
  } catch (cause) {
    throw notMultipart(type, example, { cause });
  }
}

const notMultipart = (type: string, example: string, options: ErrorOptions = {}) =>
  new AppError(
    'UNSUPPORTED_FORMAT',
    `Send the file as multipart/form-data with a boundary: ${example}`,
    { content_type: type },
    options,
  );

const brokenOff = (cause: unknown) =>
  new AppError(
    'LENGTH_MISMATCH',
    'The form breaks off or is damaged: its closing boundary is missing. Send the file again.',
    {},
    { cause },
  );

function missingFile(fields: Map<string, string>, other: string | undefined, example: string): AppError {
  const found = fields.has(FILE_FIELD)
    ? ' "file" came as text: with curl, write file=@perf.csv.'
    : other === undefined
      ? ''
      : ` There is a file in "${other}": name that part "file".`;
  return new AppError('MISSING_FILE', `The form has no file.${found} ${example}`, {
    fields: [...fields.keys(), ...(other === undefined ? [] : [other])],
  });
}
