import { expect, test } from 'vitest';
import type { Histogram } from '../report-model.ts';
import { layOutHistogram } from './lay-out-histogram.ts';

const histogram = (counts: number[], more: Partial<Histogram> = {}): Histogram => ({
  type: 'histogram',
  title: '',
  unit: 'percent',
  edges: Array.from({ length: counts.length + 1 }, (_, at) => at * 25),
  counts,
  marks: [],
  ...more,
});

test('columns stand on the axis, as high as their counts', () => {
  const { bars, path, plot, valueTicks } = layOutHistogram(histogram([10, 0, 5, 1]), 236, 100);
  expect(bars.map(({ y, height }) => y + height)).toEqual(Array(4).fill(plot.bottom));
  expect((bars[0]?.height ?? 0) / (bars[2]?.height ?? 1)).toBeCloseTo(2, 1);
  expect(path.match(/M/g)).toHaveLength(3);
  expect(bars[2]).toMatchObject({ from: '50', until: '75', count: 5 });
  expect(valueTicks.at(-1)).toEqual({ x: plot.right, label: '100' });
});

test('marks near each other stand on rows of their own', () => {
  const marks = [60, 10, 61].map((value) => ({ label: `p${value}`, value }));
  const placed = layOutHistogram(histogram([1, 2, 3, 4], { marks }), 236, 100).marks;
  expect(placed.map(({ label, row }) => [label, row])).toEqual([
    ['p10', 0],
    ['p60', 0],
    ['p61', 1],
  ]);
});

test.each([
  ['nothing was seen', histogram([0, 0])],
  ['there is no column', histogram([], { edges: [] })],
  ['all values are one', histogram([7], { edges: [3, 3] })],
  ['one sample was seen', histogram([1])],
])('when %s it is drawn', (_, chart) => {
  const geometry = layOutHistogram(chart, 200, 80);
  expect(JSON.stringify(geometry)).not.toMatch(/null|NaN/);
  for (const { label } of geometry.countTicks) expect(label).toMatch(/^[\d,]+$/);
});
