import { expect, test } from 'vitest';
import { layOutMatrix } from './lay-out-matrix.ts';

const matrix = (labels: string[], values: (number | null)[][]) =>
  ({ type: 'matrix', title: '', labels, values, count: 100 }) as const;

test('every pair has a cell, rows and columns have the same numbers', () => {
  const { cells, rowLabels, columnLabels } = layOutMatrix(
    matrix(
      ['CPU', 'disk'],
      [
        [1, -0.456],
        [-0.456, 1],
      ],
    ),
    300,
  );
  expect(cells.map(({ row, column, label }) => [row, column, label])).toEqual([
    [0, 1, '−0.46'],
    [1, 0, '−0.46'],
  ]);
  expect(cells[0]).toMatchObject({ strength: 0.456, isNegative: true });
  expect(rowLabels.map(({ number, label }) => `${number} ${label}`)).toEqual(['1 CPU', '2 disk']);
  expect(columnLabels.map(({ number }) => number)).toEqual(['1', '2']);
});

test('many columns stay in the width; no figure has no strength', () => {
  const labels = Array.from({ length: 40 }, (_, at) => `m${at}`);
  const { plot, cells } = layOutMatrix(
    matrix(
      labels,
      labels.map(() => labels.map(() => null)),
    ),
    500,
  );
  expect(plot.right).toBeLessThanOrEqual(500);
  expect(cells.every(({ strength, label }) => strength === null && label === '–')).toBe(true);
});
