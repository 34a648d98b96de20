import { expect, test } from 'vitest';
import { type OverlayLine, overlay } from './overlay.ts';

const line = (more: Partial<OverlayLine>): OverlayLine => ({
  id: 'a',
  label: 'a',
  colour: 'one',
  timestamps: [0, 10_000, 20_000, 30_000],
  resolutionSeconds: 10,
  band: { avg: [1, 3, 5, null], min: [0, 2, 4, null], max: [2, 9, 6, null] },
  ...more,
});

test('takes the widest buckets: mean of means, lowest of lowest, highest of highest', () => {
  const laid = overlay(
    [
      line({}),
      line({
        id: 'b',
        resolutionSeconds: 20,
        timestamps: [0, 20_000],
        band: { avg: [7, 8], min: [7, 8], max: [7, 8] },
      }),
    ],
    { start: 0, end: 40_000 },
  );
  expect(laid.times).toEqual([0, 20_000]);
  expect(laid.series.map(({ avg, min, max }) => ({ avg, min, max }))).toEqual([
    { avg: [2, 5], min: [0, 4], max: [9, 6] },
    { avg: [7, 8], min: [7, 8], max: [7, 8] },
  ]);
});

test('shifts an earlier period over a later one, and cuts what lies outside', () => {
  const laid = overlay([line({ shift: 100_000 })], { start: 110_000, end: 120_000 });
  expect(laid.times).toEqual([110_000]);
  expect(laid.series[0]?.avg).toEqual([3]);
});

test.each([
  ['no value', line({ band: undefined })],
  ['nothing in the range', line({ shift: 1e9 })],
])('leaves out a line with %s', (_, of) => {
  expect(overlay([of], { start: 0, end: 40_000 }).series).toEqual([]);
});

test('few samples in a long range are no reason for a million buckets', () => {
  const day = 86_400_000;
  const alone = overlay([line({})], { start: -day, end: day });
  expect(alone).toMatchObject({ start: 0, end: 30_000, times: [0, 10_000, 20_000] });
  const apart = overlay([line({}), line({ id: 'b', shift: 30 * day })], { start: 0, end: 31 * day });
  expect(apart).toMatchObject({ start: 0, end: 31 * day, resolutionSeconds: 2 * 3600 });
  expect(apart.times).toHaveLength(372);
  expect(
    apart.series.map(({ avg, max }) => [
      avg.find((value) => value !== null),
      Math.max(...(max?.map(Number) ?? [])),
    ]),
  ).toEqual([
    [3, 9],
    [3, 9],
  ]);
});

test('has no times for an empty range', () => {
  expect(overlay([line({})], { start: 0, end: 0 }).times).toEqual([]);
});
