import { expect, test } from 'vitest';
import { layOnGrid } from './lay-on-grid.ts';

const band = (...avg: (number | null)[]) => ({ avg, min: avg, max: avg });
const avgs = (grid: ReturnType<typeof layOnGrid>) => grid.sides.map((side) => side.load_1?.avg);

test('points of other moments meet in the nearest row', () => {
  const grid = layOnGrid(
    [
      { times: [1000, 2000, 3000], bands: { load_1: band(1, 2, 3) } },
      { times: [1240, 2190, 3210], bands: { load_1: band(4, 5, 6) } },
    ],
    ['load_1'],
    1000,
  );
  expect(grid.times).toEqual([1000, 2000, 3000]);
  expect(avgs(grid)).toEqual([
    [1, 2, 3],
    [4, 5, 6],
  ]);
});

test('between two points there is a line, in a gap there is none, and none at the ends', () => {
  const grid = layOnGrid(
    [
      { times: [0, 1000, 2000, 3000, 4000, 5000], bands: { load_1: band(1, 1, 1, 1, 1, 1) } },
      { times: [1000, 3000], bands: { load_1: band(10, 20) } },
      { times: [0, 1000, 4000], bands: { load_1: band(5, null, 6) } },
      { times: [], bands: {} },
    ],
    ['load_1'],
    1000,
  );
  expect(avgs(grid)).toEqual([
    [1, 1, 1, 1, 1, 1],
    [null, 10, 15, 20, null, null],
    [5, null, null, null, 6, null],
    undefined,
  ]);
});

test('of several points in a row the spike survives', () => {
  const side = { times: [0, 100, 200, 1000], bands: { load_1: band(1, 90, 2, null) } };
  const grid = layOnGrid([side], ['load_1'], 1000);
  expect(grid.sides[0]?.load_1).toEqual({ avg: [31, null], min: [1, null], max: [90, null] });
});

test('nothing at all is nothing', () => {
  expect(layOnGrid([], ['load_1'], 1000)).toEqual({ times: [], sides: [] });
});
