import { createReadStream } from 'node:fs';

const NEWLINE = 0x0a;

/** The line (from 1) in which the byte at `offset` lies. Only asked for when there is something to complain about. */
export async function locateByte(path: string, offset: number): Promise<{ line: number; byte: number }> {
  let line = 1;
  if (offset > 0)
    for await (const chunk of createReadStream(path, { end: offset - 1 }) as AsyncIterable<Buffer>)
      for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, at + 1)) line += 1;
  return { line, byte: offset };
}
