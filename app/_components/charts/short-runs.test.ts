import { expect, test } from 'vitest';
import { shortRuns } from './short-runs.ts';

const times = [0, 10, 20, 30, 40, 50];

test.each([
  ['all of them', [1, 2, 3, 4, 5, 6], 60, [{ from: 0, to: 5 }]],
  ['long ones are none', [1, 2, 3, null, null, 6], 15, [{ from: 5, to: 5 }]],
  [
    'one row each',
    [null, 2, null, 4, null, null],
    15,
    [
      { from: 1, to: 1 },
      { from: 3, to: 3 },
    ],
  ],
  ['no value at all', [null, null, null, null, null, null], 60, []],
  ['no row', [], 60, []],
])('%s', (_, values, least, runs) => {
  expect(shortRuns(times, values, least)).toEqual(runs);
});
