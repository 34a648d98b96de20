import { expect, test } from 'vitest';
import { nextTick } from './next-tick.ts';

/** Monotonic time 0 is wall time `wall0`; the last tick was due at 10,000. */
test.each([
  ['in time', 1000, 0, 10_003, { due: 11_000, missed: 0 }],
  ['a tick that took long', 1000, 0, 11_400, { due: 11_000, missed: 0 }],
  ['too late for one', 1000, 0, 11_600, { due: 12_000, missed: 1 }],
  ['stopped for a minute', 1000, 0, 70_700, { due: 71_000, missed: 60 }],
  ['the clock set forward by 0.3 s', 1000, 300, 10_003, { due: 10_700, missed: 0 }],
  ['the clock set back by 0.3 s', 1000, -300, 10_003, { due: 11_300, missed: 0 }],
  ['the clock set forward by an hour', 1000, 3_600_000, 10_003, { due: 11_000, missed: 0 }],
  ['an interval that divides no minute', 7000, 4000, 10_003, { due: 17_000, missed: 0 }],
])('%s', (_name, interval, wall0, mono, expected) => {
  expect(nextTick(10_000, mono, wall0 + mono, interval)).toEqual(expected);
});
