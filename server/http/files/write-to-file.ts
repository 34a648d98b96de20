import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import type { ByteLimit } from './body-chunks.ts';

/** A file as it was received. */
export interface ReceivedBytes {
  byteCount: number;
  sha256: Buffer;
}

/** Written at once: many small writes took longer than all else. */
const WRITE_BYTES = 1024 ** 2;

/**
 * Writes what `chunks` gives to a new file, hashing it on the way. Memory: two or three pieces of 1 MiB.
 * @throws AppError limit.tooLarge()
 */
export async function writeToFile(
  path: string,
  chunks: AsyncIterable<Uint8Array>,
  limit: ByteLimit,
): Promise<ReceivedBytes> {
  const hash = createHash('sha256');
  const file = await open(path, 'wx', 0o600);
  let writing: Promise<unknown> = Promise.resolve();
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  let byteCount = 0;
  const flush = async () => {
    await writing;
    writing = writeAll(file, held, heldBytes);
    // Heard at the next flush; until then it must not count as unhandled.
    writing.catch(() => {});
    held = [];
    heldBytes = 0;
  };
  try {
    for await (const chunk of chunks) {
      byteCount += chunk.byteLength;
      if (byteCount > limit.bytes) throw limit.tooLarge();
      hash.update(chunk);
      held.push(chunk);
      heldBytes += chunk.byteLength;
      if (heldBytes >= WRITE_BYTES) await flush();
    }
    if (heldBytes > 0) await flush();
    await writing;
  } finally {
    await writing.catch(() => {});
    await file.close();
  }
  return { byteCount, sha256: hash.digest() };
}

/** A disk that becomes full takes what still fits and says how much that was; only the next write fails. */
async function writeAll(file: FileHandle, parts: readonly Uint8Array[], byteCount: number): Promise<void> {
  const { bytesWritten } = await file.writev(parts);
  if (bytesWritten < byteCount) await file.writeFile(Buffer.concat(parts).subarray(bytesWritten));
}
