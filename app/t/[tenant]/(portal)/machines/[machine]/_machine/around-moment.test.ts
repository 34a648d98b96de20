import { expect, test } from 'vitest';
import { aroundMoment } from './around-moment.ts';

test.each([
  ['a day', 86_400_000, 7_200_000],
  ['a quarter of an hour', 900_000, 120_000],
])('of %s', (_name, width, shown) => {
  const { start, end } = aroundMoment(1e9, { start: 1e9 - width, end: 1e9 });
  expect(end - start).toBe(shown);
  expect((start + end) / 2).toBe(1e9);
});
