import { createReadStream } from 'node:fs';
import { setImmediate } from 'node:timers/promises';

/** A few milliseconds of work for whoever reads the lines. */
const CHUNK = 64 * 1024;

/** A line without its line end, and its number, from 1. */
export interface TextLine {
  text: string;
  line: number;
}

/**
 * The lines of a UTF-8 file (LF or CR LF), some at a time; a BOM is left out. Between them the event loop gets its turn,
 * as other requests of the process wait while lines are worked on. `firstBytes`: no more of the file than that.
 */
export async function* readLines(
  path: string,
  firstBytes = Number.POSITIVE_INFINITY,
): AsyncGenerator<TextLine[]> {
  const stream = createReadStream(path, { encoding: 'utf8', highWaterMark: CHUNK, end: firstBytes - 1 });
  // A line may be longer than many chunks; joined once, when its end has come.
  let rest: string[] = [];
  let line = 0;
  let isFirst = true;
  for await (const chunk of stream as AsyncIterable<string>) {
    rest.push(isFirst ? chunk.replace(/^\ufeff/, '') : chunk);
    isFirst = false;
    if (!chunk.includes('\n')) continue;
    const text = rest.join('');
    const lines: TextLine[] = [];
    let from = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      line += 1;
      lines.push({ text: text.slice(from, text[end - 1] === '\r' ? end - 1 : end), line });
      from = end + 1;
    }
    rest = [text.slice(from)];
    yield lines;
    await setImmediate();
  }
  const last = rest.join('');
  if (last !== '') yield [{ text: last, line: line + 1 }];
}
