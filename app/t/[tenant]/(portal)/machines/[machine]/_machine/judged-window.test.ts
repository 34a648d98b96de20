import { expect, test } from 'vitest';
import { judgedWindow } from './judged-window.ts';

const HOUR = { start: 1_000_000, end: 4_600_000 };

test.each([
  [null, null, 1_000_000, 4_600_000],
  [2_000_000, null, 2_000_000, 4_600_000],
  [0, 1, 1_000_000, 4_580_000],
  [0, 60, 1_000_000, 4_420_000],
  [4_599_000, 1, 4_599_000, 4_599_001],
])('first sample %j, one each %j s', (first, interval, start, end) =>
  expect(judgedWindow(HOUR, first, interval)).toEqual({ start, end }),
);
