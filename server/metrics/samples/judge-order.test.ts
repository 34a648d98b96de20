import { expect, test } from 'vitest';
import { judgeOrder } from './judge-order.ts';

test.each([
  ['nothing', [], false, true],
  [
    'in order',
    [
      [0, 1],
      [2, 3],
      [4, 4],
    ],
    false,
    true,
  ],
  [
    'late data, beside the rest',
    [
      [4, 5],
      [0, 1],
    ],
    false,
    false,
  ],
  [
    'a common moment',
    [
      [0, 1],
      [1, 2],
    ],
    true,
    false,
  ],
  [
    'one inside another',
    [
      [0, 9],
      [3, 4],
    ],
    true,
    false,
  ],
] as const)('%s', (_, covers, overlapping, ascending) => {
  const sources = covers.map(([firstTime, lastTime]) => ({ firstTime, lastTime }));
  expect(judgeOrder(sources)).toEqual({ overlapping, ascending });
});
