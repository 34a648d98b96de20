import { expect, test } from 'vitest';
import { segmentAges } from './segment-ages.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const YEARS = 3650 * DAY;

test.each<[string, number[], number[]]>([
  ['none', [], []],
  ['as time goes by', [-3, -2, -1], [3, 2, 1]],
  ['off for a month', [-720, -1], [25, 1]],
  ['ten years ahead for a while', [-3, YEARS / HOUR, -1], [25, 1, 1]],
  ['ten years behind for a while', [-3, -YEARS / HOUR, -1], [25, 25, 1]],
  ['an hour ahead for a while', [-3, -1, -2], [4, 2, 2]],
  ['now ten years behind', [YEARS / HOUR - 1, YEARS / HOUR], [1, 0]],
])('%s', (_name, writtenAt, ages) => {
  const now = 1_767_813_000_000;
  expect(
    segmentAges(
      writtenAt.map((hours) => now + hours * HOUR),
      now,
    ),
  ).toEqual(ages.map((hours) => hours * HOUR));
});
