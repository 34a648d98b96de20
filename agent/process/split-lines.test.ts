import { describe, expect, test } from 'vitest';
import { splitLines } from './split-lines.ts';

function split(chunks: readonly Buffer[]): [number, string | null][] {
  const lines: [number, string | null][] = [];
  const splitter = splitLines((text, line) => lines.push([line, text]));
  for (const chunk of chunks) {
    splitter.push(chunk);
    // The caller uses its buffer again.
    chunk.fill('#');
  }
  splitter.end();
  return lines;
}

describe('splitLines', () => {
  const text = 'one\n\nthrée €\nfour';
  const lines = [
    [1, 'one'],
    [2, ''],
    [3, 'thrée €'],
    [4, 'four'],
  ];

  test.each(Array.from({ length: 18 }, (_, index) => index + 1))('cuts chunks of %i bytes', (size) => {
    const bytes = Buffer.from(text);
    const chunks = [];
    for (let at = 0; at < bytes.length; at += size) chunks.push(Buffer.from(bytes.subarray(at, at + size)));
    expect(split(chunks)).toEqual(lines);
  });

  test('has no line behind the last newline', () => {
    expect(split([Buffer.from('a\n')])).toEqual([[1, 'a']]);
    expect(split([])).toEqual([]);
  });

  test('does not keep a line that no record is as long as', () => {
    const part = 'x'.repeat(1024 * 1024);
    const long = Array.from({ length: 20 }, () => Buffer.from(part));
    expect(split([Buffer.from('a\n'), ...long, Buffer.from('\nb\n')])).toEqual([
      [1, 'a'],
      [2, null],
      [3, 'b'],
    ]);
  });
});
