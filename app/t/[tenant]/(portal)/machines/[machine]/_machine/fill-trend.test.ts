import { expect, test } from 'vitest';
import { fillTrend } from './fill-trend.ts';

const HOUR = 3_600_000;
const hours = (count: number) => Array.from({ length: count }, (_, hour) => hour * HOUR);

test('a steady growth says when it is full', () => {
  const times = hours(24);
  const used = times.map((_, hour) => 1000 + hour * 10);
  const trend = fillTrend(
    times,
    used,
    used.map((value) => 4000 - value),
  );
  expect(trend.perDay).toBeCloseTo(240, 6);
  expect(trend).toMatchObject({ used: 1230, available: 2770 });
  expect(trend.daysLeft).toBeCloseTo(2770 / 240, 6);
});

test('gaps are passed over', () => {
  const used = [100, null, 120, 130, null, 150, 160];
  expect(fillTrend(hours(7), used, []).perDay).toBeCloseTo(240, 6);
});

test.each([
  ['shrinking', [9, 8, 7, 6, 5, 4], -24, null],
  ['at rest', [5, 5, 5, 5, 5, 5], 0, null],
  ['so slow that it says nothing', [5, 5, 5, 5, 5, 5.0001], null, null],
])('%s does not fill', (_name, used, perDay, daysLeft) => {
  const trend = fillTrend(
    hours(6),
    used,
    used.map(() => 1000),
  );
  if (perDay !== null) expect(trend.perDay).toBeCloseTo(perDay, 9);
  expect(trend.daysLeft).toBe(daysLeft);
});

test.each([
  ['nothing', [], []],
  ['too few points', [0, HOUR], [1, 2]],
  ['too short a time', [0, 1, 2, 3, 4, 5], [1, 2, 3, 4, 5, 6]],
])('%s has no trend', (_name, times, used) => {
  expect(fillTrend(times, used, [])).toMatchObject({ perDay: null, daysLeft: null });
});
