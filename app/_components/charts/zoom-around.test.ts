import { expect, test } from 'vitest';
import { zoomAround } from './zoom-around.ts';

test.each([
  ['in, around the middle', 50_000, 0.5, [25_000, 75_000]],
  ['out, around the left edge', 0, 2, [0, 200_000]],
  ['in, around the right edge', 100_000, 0.5, [50_000, 100_000]],
  ['not below two seconds', 50_000, 0.0001, [49_000, 51_000]],
])('%s', (_name, at, factor, [start, end]) => {
  expect(zoomAround({ start: 0, end: 100_000 }, at, factor)).toEqual({ start, end });
});
