import { closeSync, createReadStream, fstatSync, openSync, readSync } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';

export interface Input {
  /** For messages. */
  name: string;
  /** Bytes of the file as it lies there; null for standard input and pipes. */
  size: number | null;
  /** Bytes taken from it so far, before unpacking. */
  taken(): number;
  /** A chunk is valid until the next is asked for. Ends with the error of the system, or of zlib (its `code` begins with Z_) for a damaged or cut-off gzip file. */
  chunks: AsyncIterable<Buffer>;
}

const CHUNK = 256 * 1024;
const GZIP_MAGIC = [0x1f, 0x8b] as const;
const STDIN = 0;

/** Opens a collection to read, `-` for standard input; gzip is told by its first two bytes. Throws the system's error. */
export function openInput(path: string): Input {
  const fromStdin = path === '-';
  const descriptor = fromStdin ? STDIN : openSync(path, 'r');
  const stats = fstatSync(descriptor);
  if (stats.isDirectory()) throw new Error(`${path} is a folder, not a collection file`);
  // A file is read into one buffer again and again: a stream makes a new one each time, which the collector of
  // garbage is slow to find.
  const source = stats.isFile() ? readChunks(descriptor) : createReadStream(path, { fd: descriptor });
  let taken = 0;

  async function* counted(): AsyncGenerator<Buffer> {
    let head = Buffer.alloc(0);
    for await (const chunk of source as AsyncIterable<Buffer>) {
      taken += chunk.length;
      if (head.length >= GZIP_MAGIC.length) yield chunk;
      else {
        // A pipe may give a single byte first.
        head = Buffer.concat([head, chunk]);
        if (head.length >= GZIP_MAGIC.length) yield head;
      }
    }
    if (head.length < GZIP_MAGIC.length) yield head;
  }
  async function* unpacked(): AsyncGenerator<Buffer> {
    const chunks = counted();
    const first = await chunks.next();
    if (first.done) return;
    async function* all(): AsyncGenerator<Buffer> {
      yield first.value;
      yield* chunks;
    }
    const packed = GZIP_MAGIC.every((byte, index) => first.value[index] === byte);
    // The error, if one comes, ends the iteration; it needs no second report.
    yield* packed ? pipeline(all, createGunzip({ chunkSize: CHUNK }), () => undefined) : all();
  }
  return {
    name: fromStdin ? 'standard input' : path,
    size: stats.isFile() ? stats.size : null,
    taken: () => taken,
    chunks: unpacked(),
  };
}

function* readChunks(descriptor: number): Generator<Buffer> {
  const buffer = Buffer.allocUnsafe(CHUNK);
  try {
    for (let length = readSync(descriptor, buffer); length > 0; length = readSync(descriptor, buffer)) {
      yield buffer.subarray(0, length);
    }
  } finally {
    closeSync(descriptor);
  }
}
