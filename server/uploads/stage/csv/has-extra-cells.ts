import { createReadStream } from 'node:fs';
import { setImmediate } from 'node:timers/promises';

const [NEWLINE, QUOTE] = [0x0a, 0x22];
const CHUNK = 1024 * 1024;

/**
 * Whether some row behind the first `skip` lines has more than `width` cells. DuckDB lets a row go on with one more
 * separator and nothing behind it; asked only of files in which a line ends with a separator, 0.2 s for 100 MB.
 */
export async function hasExtraCells(
  path: string,
  { separator, skip, width }: { separator: string; skip: number; width: number },
): Promise<boolean> {
  const wanted = separator.charCodeAt(0);
  let line = 0;
  let cells = 1;
  let quoted = false;
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK }) as AsyncIterable<Buffer>) {
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at];
      if (byte === QUOTE) quoted = !quoted;
      else if (quoted) continue;
      else if (byte === wanted) cells += 1;
      else if (byte === NEWLINE) {
        line += 1;
        if (line > skip && cells > width) return true;
        cells = 1;
      }
    }
    await setImmediate();
  }
  return line >= skip && cells > width;
}
