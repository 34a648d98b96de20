import { expect, test } from 'vitest';
import type { BarList } from '../report-model.ts';
import { layOutBars } from './lay-out-bars.ts';

const list = (values: (number | null)[], top: number | null = null): BarList => ({
  type: 'bar-list',
  title: 'Used',
  unit: 'percent',
  top,
  rows: values.map((value, at) => ({ label: `web-${at}`, value, note: null })),
});

test('the largest bar is full, the others are its shares', () => {
  const { bars, height } = layOutBars(list([80, 20, null]), 100);
  expect(bars.map(({ length }) => length)).toEqual([100, 25, 0]);
  expect(bars.map(({ text }) => text)).toEqual(['80.0\u00a0%', '20.0\u00a0%', '–']);
  expect(bars.map(({ y }) => y)).toEqual([0, 16, 32]);
  expect(height).toBe(48);
});

test('a given top is a full bar; what is beyond stops there', () => {
  expect(layOutBars(list([150, 50], 100), 200).bars.map(({ share }) => share)).toEqual([1, 0.5]);
});

test.each([[[0, 0]], [[null]], [[-4]], [[]]])('%j has bars of no length', (values) => {
  expect(layOutBars(list(values), 100).bars.every(({ length }) => length === 0)).toBe(true);
});
