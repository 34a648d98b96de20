import { expect, test } from 'vitest';
import { findGaps } from './find-gaps.ts';

test.each([
  ['nothing', [], 1, []],
  ['one sample', [5], null, []],
  ['two samples, no interval known', [5, 500], null, [false]],
  ['two samples, too far apart for the interval', [0, 3], 1, [true]],
  ['an even row', [0, 1, 2, 3], 1, [false, false, false]],
  ['two and a half intervals are none', [0, 1, 3.5, 4.5], 1, [false, false, false]],
  ['more than that is one', [0, 1, 3.6, 4.6], 1, [false, true, false]],
  ['a lone sample between two outages', [0, 1, 60, 120, 121], 1, [false, true, true, false]],
  ['slow sampling before fast', [0, 15, 30, 45, 46, 47], 1, [false, false, true, false, false]],
  ['jitter beside a short distance', [0, 1, 1.3, 2.3, 3.3], 1, [false, false, false, false]],
] as const)('%s', (_, times, interval, gaps) => {
  expect(findGaps(times, times, interval)).toEqual(gaps);
});
