import { createReadStream } from 'node:fs';
import { setImmediate } from 'node:timers/promises';

const CHUNK = 256 * 1024;
/** Other requests of the process wait while this reads: a pause this often keeps them going. */
const BUSY_MS = 8;

/** A line without its line end, and its number, from 1. */
export interface TextLine {
  text: string;
  line: number;
}

/**
 * The lines of a UTF-8 file (LF or CR LF) of which scanText has found nothing wrong; a BOM is left out. Pauses for the
 * event loop as often as the time its reader takes asks for. `firstBytes`: no more of the file than that.
 */
export async function* readLines(
  path: string,
  firstBytes = Number.POSITIVE_INFINITY,
): AsyncGenerator<TextLine> {
  const stream = createReadStream(path, { encoding: 'utf8', highWaterMark: CHUNK, end: firstBytes - 1 });
  let rest = '';
  let line = 0;
  let since = performance.now();
  for await (const chunk of stream as AsyncIterable<string>) {
    const text = rest + chunk;
    let from = line === 0 && text.startsWith('\ufeff') ? 1 : 0;
    for (let end = text.indexOf('\n', from); end >= 0; end = text.indexOf('\n', from)) {
      line += 1;
      yield { text: text.slice(from, text[end - 1] === '\r' ? end - 1 : end), line };
      from = end + 1;
      if (performance.now() - since > BUSY_MS) {
        await setImmediate();
        since = performance.now();
      }
    }
    rest = text.slice(from);
  }
  if (rest !== '') yield { text: rest, line: line + 1 };
}
