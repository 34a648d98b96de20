import { expect, test } from 'vitest';
import { counterDelta } from './counter-delta.ts';

test.each([
  ['grows', 10, 25, 15],
  ['stands', 10, 10, 0],
  ['goes backwards', 25, 10, null],
  ['was not there', undefined, 10, null],
  ['is gone', 10, null, null],
  ['is beyond 2^53', 2 ** 60, 2 ** 60 + 4096, 4096],
])('a counter that %s', (_name, previous, current, delta) => {
  expect(counterDelta(previous, current)).toBe(delta);
});
