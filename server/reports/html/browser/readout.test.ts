import { describe, expect, test } from 'vitest';
import { hourChart } from '../../testing/every-block.ts';
import { nearIndex } from './near-index.ts';
import { readout, readoutText } from './readout.ts';

const chart = hourChart('x');
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('the point at a time', () => {
  test.each([
    { type: 'time-chart', at: 14, index: 1 },
    { type: 'time-chart', at: 16, index: 2 },
    { type: 'heat-chart', at: 19, index: 1 },
    { type: 'heat-chart', at: 20, index: 2 },
    { type: 'time-chart', at: -5, index: 0 },
    { type: 'heat-chart', at: 999, index: 2 },
  ] as const)('of a $type, $at is $index', ({ type, at, index }) => {
    expect(nearIndex({ type, times: [0, 10, 20] }, at)).toBe(index);
  });

  test('of no points is none', () => {
    expect(nearIndex({ type: 'time-chart', times: [] }, 5)).toBe(-1);
  });
});

test('values with the range of their bucket, in the zone', () => {
  const read = readout(chart, 0, 0, 'Europe/Berlin');
  expect(plain(read?.head ?? '')).toBe('20 Nov, 10:00, 1 min');
  expect(read?.lines.map(({ value, range }) => plain(`${value} ${range}`))).toEqual([
    '30.0 % 25.0 % to 35.0 %',
    '15.0 % ',
  ]);
});

test('what was not measured is a dash; a point that there is not says nothing', () => {
  const read = readout(chart, 20, 0, 'UTC');
  expect(read && plain(readoutText(read))).toBe('20 Nov, 09:20, 1 min: first x –, second x –');
  expect(readout(chart, 99, 0, 'UTC')).toBeNull();
});

test('the top of a stack is named first, its highest total last', () => {
  const stack = {
    ...chart,
    form: 'stack',
    peak: { label: 'most', values: chart.times.map(() => 90) },
  } as const;
  expect(readout(stack, 0, 0, 'UTC')?.lines.map(({ label }) => label)).toEqual([
    'second x',
    'first x',
    'most',
  ]);
});
