import { expect, test } from 'vitest';
import { breakLines } from './break-lines.ts';
import { cutText } from './cut-text.ts';
import type { Typeface } from './typeface.ts';

/** Each character is as wide as half the size. */
const typeface: Typeface = {
  runs: (text) => [{ text, font: null, name: '' }],
  measure: (text) => Array.from(text).length / 2,
};
const broken = (text: string, width: number): string[] =>
  breakLines([{ text }], { size: 2, width, typeface }).map(({ parts }) =>
    parts.map((part) => part.text).join('|'),
  );

test.each([
  ['a b c', 3, ['a b', 'c']],
  ['  a  b ', 9, ['a b']],
  ['', 9, []],
  ['no\u00a0break here', 9, ['no\u00a0break', 'here']],
  ['abc-defghij', 7, ['abc-', 'defghij']],
  ['x abcdefghijklmnopqrstuvwxyz', 12, ['x', 'abcdefghijkl', 'mnopqrstuvwx', 'yz']],
  ['abcdef', 1, ['a', 'b', 'c', 'd', 'e', 'f']],
])('%j in %d', (text, width, lines) => {
  expect(broken(text, width)).toEqual(lines);
});

test('spans keep their look, and a word may change it within', () => {
  const [line] = breakLines(
    [{ text: 'bold', weight: 600 }, { text: 'er and' }, { text: ' soft', colour: '#123456' }],
    {
      size: 2,
      width: 99,
      typeface,
    },
  );
  expect(line?.parts).toEqual([
    { text: 'bold', weight: 600, x: 0 },
    { text: 'er and', x: 4 },
    { text: 'soft', colour: '#123456', x: 11 },
  ]);
});

test.each([
  ['fits', 'nvme0n1', 3.5, 'nvme0n1'],
  ['is cut in the middle', 'abcdefghij', 3, 'abc…ij'],
  ['leaves no half characters', '😀😀😀😀😀', 2, '😀😀…😀'],
  ['has no room at all', 'abc', 0.2, ''],
])('a text that %s', (_, text, width, shown) => {
  expect(cutText(text, width, { weight: 400 }, typeface)).toBe(shown);
});
