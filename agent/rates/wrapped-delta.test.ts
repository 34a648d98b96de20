import { expect, test } from 'vitest';
import { wrappedDelta } from './wrapped-delta.ts';

test.each([
  ['grows', 10, 25, 15],
  ['wraps', 4_294_967_290, 4, 10],
  ['wraps to 0', 4_294_967_295, 0, 1],
  ['is wider than 32 bits and goes backwards', 4_294_967_296, 4, null],
  ['was not there', undefined, 4, null],
])('a field that %s', (_name, previous, current, delta) => {
  expect(wrappedDelta(previous, current)).toBe(delta);
});
