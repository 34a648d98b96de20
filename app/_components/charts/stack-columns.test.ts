import { expect, test } from 'vitest';
import { stackColumns } from './stack-columns.ts';

test.each([
  { name: 'nothing', columns: [], edges: [] },
  { name: 'one column', columns: [[1, 2]], edges: [[1, 2]] },
  {
    name: 'running sums',
    columns: [
      [1, 2],
      [10, 20],
      [100, 200],
    ],
    edges: [
      [1, 2],
      [11, 22],
      [111, 222],
    ],
  },
  {
    name: 'a missing value is nothing, a missing row a gap',
    columns: [
      [1, null, 3],
      [null, null, 4],
    ],
    edges: [
      [1, null, 3],
      [1, null, 7],
    ],
  },
])('$name', ({ columns, edges }) => {
  expect(stackColumns(columns)).toEqual(edges);
});
