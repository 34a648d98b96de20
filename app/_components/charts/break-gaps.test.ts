import { expect, test } from 'vitest';
import { breakGaps } from './break-gaps.ts';

test.each([
  { name: 'no rows', times: [], column: [], outTimes: [], out: [] },
  { name: 'one row', times: [1000], column: [5], outTimes: [1000], out: [5] },
  {
    name: 'late by less than 2.5 intervals is no gap',
    times: [1000, 2000, 4400],
    column: [1, 2, 3],
    outTimes: [1000, 2000, 4400],
    out: [1, 2, 3],
  },
  {
    name: 'a hole gets one row of nulls',
    times: [1000, 2000, 9000],
    column: [1, null, 3],
    outTimes: [1000, 2000, 3000, 9000],
    out: [1, null, null, 3],
  },
])('$name', ({ times, column, outTimes, out }) => {
  expect(breakGaps(times, [column], 1000)).toEqual({ times: outTimes, columns: [out] });
});
