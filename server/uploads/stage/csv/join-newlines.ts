import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

/** Writes the file anew with LF only: DuckDB reads LF and CR LF, but not both in one file. */
export async function joinNewlines(path: string, target: string): Promise<void> {
  await pipeline(
    createReadStream(path),
    async function* (chunks: AsyncIterable<Buffer>) {
      // Latin-1 maps each byte to a character and back; the bytes of UTF-8 stay what they are.
      let held = '';
      for await (const chunk of chunks) {
        const text = held + chunk.toString('latin1');
        held = text.endsWith('\r') ? '\r' : '';
        yield Buffer.from(text.slice(0, text.length - held.length).replaceAll('\r\n', '\n'), 'latin1');
      }
    },
    createWriteStream(target),
  );
}
