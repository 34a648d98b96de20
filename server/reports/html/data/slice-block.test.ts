import { expect, test } from 'vitest';
import type { HeatChart } from '../../report-model.ts';
import { hourChart } from '../../testing/every-block.ts';
import { sliceBlock } from './slice-block.ts';

const chart = hourChart('x');
const at = (index: number) => chart.times[index]!;

test('a stretch holds its points, both ends included, of every list', () => {
  const part = sliceBlock(chart, { start: at(10), end: at(12) });
  expect(part.times).toEqual([at(10), at(11), at(12)]);
  expect([part.start, part.end]).toEqual([at(10), at(12)]);
  expect(part.series[0]?.avg).toEqual(chart.series[0]?.avg.slice(10, 13));
  expect(part.series[0]?.max).toEqual(chart.series[0]?.max?.slice(10, 13));
  expect(part.series[1]?.min).toBeNull();
});

test('without a stretch nothing is cut; one between two points is empty', () => {
  expect(sliceBlock(chart, null)).toBe(chart);
  const none = sliceBlock(chart, { start: at(3) + 1, end: at(3) + 2 });
  expect(none.times).toEqual([]);
  expect(none.series[0]?.avg).toEqual([]);
});

test('rows of a heat chart are cut alike', () => {
  const heat: HeatChart = {
    ...chart,
    type: 'heat-chart',
    rows: [{ label: 'a', values: chart.times.map((_, n) => n) }],
  };
  expect(sliceBlock(heat, { start: at(58), end: at(60 - 1) }).rows).toEqual([
    { label: 'a', values: [58, 59] },
  ]);
});
