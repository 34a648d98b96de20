import { ftruncateSync, readSync, writeSync } from 'node:fs';

const BLOCK = 64 * 1024;
const NEWLINE = 0x0a;
/** Every record of ours begins so; see CollectionRecord. */
const START = '{"timestamp":';

/**
 * Ends the last line of a file of JSON lines: a record that was cut off is removed, a whole one gets its line feed, and
 * what is no record of ours keeps its line. Answers the size that is left, without that line feed.
 */
export function repairLines(descriptor: number, size: number): number {
  const lineStart = lastLineStart(descriptor, size);
  if (lineStart === size) return size;
  const line = Buffer.alloc(size - lineStart);
  readSync(descriptor, line, 0, line.length, lineStart);
  const text = line.toString('utf8');
  const isOurs = text.startsWith(START) || START.startsWith(text) || /^\0+$/.test(text);
  if (isOurs && !isJson(text)) {
    ftruncateSync(descriptor, lineStart);
    return lineStart;
  }
  writeSync(descriptor, '\n');
  return size;
}

/** Where the line that the file ends in begins; the size itself behind a line feed. */
function lastLineStart(descriptor: number, size: number): number {
  const block = Buffer.alloc(BLOCK);
  for (let end = size; end > 0; end -= BLOCK) {
    const start = Math.max(0, end - BLOCK);
    const bytes = readSync(descriptor, block, 0, end - start, start);
    const newline = block.subarray(0, bytes).lastIndexOf(NEWLINE);
    if (newline !== -1) return start + newline + 1;
  }
  return 0;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
