import { expect, test } from 'vitest';
import { fillPages } from './fill-pages.ts';
import type { Piece } from './piece.ts';

const piece = (height: number, more: Partial<Piece> = {}): Piece => ({
  height,
  gap: 0,
  draw: () => undefined,
  ...more,
});
const heights = (pieces: readonly Piece[]): number[][] =>
  fillPages(pieces, 100).map((page) => page.map((placed) => placed.piece.height));

test.each<[string, Piece[], number[][]]>([
  ['nothing is one empty page', [], [[]]],
  ['a page is filled to its end', [piece(60), piece(40), piece(1)], [[60, 40], [1]]],
  [
    'a gap counts, but not at the top of a page',
    [piece(60), piece(40, { gap: 1 }), piece(60)],
    [[60], [40, 60]],
  ],
  [
    'what keeps its next goes with it',
    [piece(50), piece(20, { keepsNext: true }), piece(20, { keepsNext: true }), piece(20)],
    [[50], [20, 20, 20]],
  ],
  [
    'unless they are more than a page',
    [piece(50), piece(40, { keepsNext: true }), piece(70)],
    [[50, 40], [70]],
  ],
  ['a page is begun where it is asked for', [piece(5), piece(5, { startsPage: true })], [[5], [5]]],
  ['no page is left empty for that', [piece(5, { startsPage: true })], [[5]]],
  ['what is higher than a page stands alone', [piece(5), piece(300), piece(5)], [[5], [300], [5]]],
])('%s', (_, pieces, expected) => {
  expect(heights(pieces)).toEqual(expected);
});

test('the head of a table is on top of each page it goes on to', () => {
  const head = piece(11);
  const rows = Array.from({ length: 9 }, () => piece(30, { head }));
  expect(heights([head, ...rows])).toEqual([
    [11, 30, 30],
    [11, 30, 30],
    [11, 30, 30],
    [11, 30, 30],
    [11, 30],
  ]);
  expect(fillPages([head, ...rows], 100)[1]?.map(({ y }) => y)).toEqual([0, 11, 41]);
});
