import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';

const CHUNK = 1024 * 1024;

/** SHA-256 in hex of the first `size` bytes of a file. Throws the system's error, and the signal's reason. */
export async function hashFile(
  file: FileHandle,
  size: number,
  { signal, taken }: { signal: AbortSignal; taken: (bytes: number) => void },
): Promise<string> {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(CHUNK);
  for (let at = 0; at < size; ) {
    signal.throwIfAborted();
    const { bytesRead } = await file.read(buffer, 0, Math.min(CHUNK, size - at), at);
    if (bytesRead === 0) break;
    hash.update(buffer.subarray(0, bytesRead));
    at += bytesRead;
    taken(at);
  }
  return hash.digest('hex');
}
