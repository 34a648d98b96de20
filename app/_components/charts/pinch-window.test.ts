import { expect, test } from 'vitest';
import { pinchWindow } from './pinch-window.ts';

/** Put on a plot of 1,000 px and 100 s, at 40 s and at 60 s. */
test.each([
  ['as they were', 400, 600, [0, 100_000]],
  ['apart: into the middle', 300, 700, [25_000, 75_000]],
  ['together: out', 450, 550, [-50_000, 150_000]],
  ['both to the right: to earlier times', 600, 800, [-20_000, 80_000]],
  ['at one place they are as near as fingers come', 500, 500, [-366_667, 466_667]],
])('%s', (_name, left, right, expected) => {
  const { start, end } = pinchWindow({ x: left, time: 40_000 }, { x: right, time: 60_000 }, 1000);
  expect([Math.round(start), Math.round(end)]).toEqual(expected);
});

test('no window is shorter than two seconds', () => {
  const { start, end } = pinchWindow({ x: 0, time: 10 }, { x: 1000, time: 20 }, 1000);
  expect(end - start).toBe(2000);
});
