import { expect, test } from 'vitest';
import type { HeatChart } from '../report-model.ts';
import { layOutHeat } from './lay-out-heat.ts';

const heat = (rows: number, values: (number | null)[]): HeatChart => ({
  type: 'heat-chart',
  title: '',
  start: 0,
  end: values.length * 1000,
  resolutionSeconds: 1,
  times: values.map((_, at) => at * 1000),
  rows: Array.from({ length: rows }, (_, at) => ({ label: `cpu${at}`, values })),
});

test('cells of one strength are one path; null is no cell', () => {
  const { levels, rowLabels } = layOutHeat(heat(2, [0, null, 100]), 500);
  expect(levels.map(({ strength }) => strength)).toEqual([0.05, 1]);
  expect(levels.map(({ path }) => path.match(/M/g)?.length)).toEqual([2, 2]);
  expect(rowLabels.map(({ label }) => label)).toEqual(['cpu0', 'cpu1']);
});

test('128 rows stay on a page, with labels that do not touch', () => {
  const { height, rowLabels } = layOutHeat(heat(128, [50]), 500);
  expect(height).toBeLessThan(400);
  const distance = (rowLabels[1]?.y ?? 0) - (rowLabels[0]?.y ?? 0);
  expect(distance).toBeGreaterThan(8);
});

test.each([
  ['values outside 0–100', [-5, 250]],
  ['no values', []],
])('%s do not break it', (_, values) => {
  const { levels } = layOutHeat(heat(1, values), 500);
  expect(levels.every(({ strength, path }) => strength <= 1 && !path.includes('NaN'))).toBe(true);
});
