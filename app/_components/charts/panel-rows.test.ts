import { expect, test } from 'vitest';
import type { FittedPanel } from './panel.ts';
import { panelCsv, panelRows } from './panel-rows.ts';

const panel = (more: Partial<FittedPanel> = {}): FittedPanel => ({
  id: 'net',
  title: 'Network',
  unit: 'Mbit/s',
  basis: '',
  stacked: false,
  yMax: null,
  bucketed: false,
  times: [1000, 2000, 3000, 4000],
  layers: [
    {
      key: 'rx',
      label: 'received',
      color: '',
      avg: [1, null, 3, 4],
      min: [0, null, 2, 3],
      max: [9, null, 8, 7],
    },
    {
      key: 'tx',
      label: 'sent',
      color: '',
      avg: [5, null, 6.125, 7],
      min: [5, null, 6, 7],
      max: [5, null, 7, 7],
    },
  ],
  peak: null,
  ...more,
});
const of = (more: Partial<FittedPanel> = {}, hidden: string[] = []) => ({
  panel: panel(more),
  hidden: new Set(hidden),
  start: 1000,
  end: 3000,
});

test('the shown window, without the row of a gap', () => {
  expect(panelRows(of())).toEqual({
    columns: ['received', 'sent'],
    rows: [
      { time: 1000, cells: [1, 5] },
      { time: 3000, cells: [3, 6.125] },
    ],
  });
});

test('hidden layers are left out, buckets bring their band', () => {
  const csv = panelCsv(of({ bucketed: true }, ['tx']));
  expect(csv.split('\n')).toEqual([
    'time,received avg [Mbit/s],received min [Mbit/s],received max [Mbit/s]',
    '1970-01-01T00:00:01.000Z,1,0,9',
    '1970-01-01T00:00:03.000Z,3,2,8',
    '',
  ]);
});

test('a stack has its peak, and a unit with a comma is quoted', () => {
  const peak = { label: 'peak', values: [9, null, null, 1] };
  const csv = panelCsv(of({ stacked: true, bucketed: true, peak, unit: '%, 100 = one CPU' }, ['rx']));
  expect(csv).toBe(
    'time,"sent [%, 100 = one CPU]","peak [%, 100 = one CPU]"\n1970-01-01T00:00:01.000Z,5,9\n1970-01-01T00:00:03.000Z,6.125,\n',
  );
});
