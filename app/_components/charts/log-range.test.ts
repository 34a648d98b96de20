import { expect, test } from 'vitest';
import { logRange } from './log-range.ts';
import type { Column, FittedPanel } from './panel.ts';

const panelOf = (...columns: Column[]): FittedPanel => ({
  id: 'a',
  title: 'A',
  unit: 'ms',
  basis: '',
  stacked: false,
  yMax: null,
  bucketed: false,
  times: [],
  peak: null,
  layers: columns.map((column, index) => ({
    key: String(index),
    label: '',
    color: '',
    avg: column,
    min: column,
    max: column,
  })),
});

test.each<[string, Column[], number[]]>([
  ['nothing', [[]], [0.1, 10]],
  ['only zeros and gaps', [[0, null, -1]], [0.1, 10]],
  ['powers of ten', [[1, 100]], [1, 100]],
  ['one value', [[10]], [1, 10]],
  ['between them', [[0.3, 42]], [0.1, 100]],
  ['a tiny value does not press the others together', [[1e-12, 5]], [1e-5, 10]],
  ['a hidden layer does not count', [[2], [1e9]], [1, 10]],
])('%s', (_name, columns, range) => {
  const [low, high] = logRange(panelOf(...columns), new Set(['1']));
  expect(low).toBeCloseTo(range[0] ?? 0, 12);
  expect(high).toBeCloseTo(range[1] ?? 0, 9);
});
