import type { FileHandle } from 'node:fs/promises';

const CHUNK = 1024 * 1024;
const NEWLINE = 0x0a;

/** A line is longer than it may be; `offset` is where it begins in the file, in bytes. */
export class LineTooLong extends Error {
  readonly offset: number;
  constructor(offset: number) {
    super('line too long');
    this.offset = offset;
  }
}

/**
 * Pieces that end with a line, so that nothing to be found lies across two of them. Valid until the next is asked for.
 * @throws LineTooLong
 */
export async function* wholeLines(
  file: FileHandle,
  longestLine: number,
): AsyncGenerator<{ lines: Buffer; offset: number }> {
  let buffer = Buffer.allocUnsafe(CHUNK);
  let filled = 0;
  let offset = 0;
  for (;;) {
    if (filled === buffer.length) {
      if (filled > longestLine) throw new LineTooLong(offset);
      buffer = Buffer.concat([buffer], buffer.length * 2);
    }
    const { bytesRead } = await file.read(buffer, filled, buffer.length - filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
    const end = buffer.lastIndexOf(NEWLINE, filled - 1) + 1;
    if (end === 0) continue;
    yield { lines: buffer.subarray(0, end), offset };
    buffer.copyWithin(0, end, filled);
    filled -= end;
    offset += end;
  }
  if (filled > longestLine) throw new LineTooLong(offset);
  if (filled > 0) yield { lines: buffer.subarray(0, filled), offset };
}
