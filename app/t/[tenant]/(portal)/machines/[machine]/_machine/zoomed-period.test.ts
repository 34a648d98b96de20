import { expect, test } from 'vitest';
import { zoomedPeriod } from './zoomed-period.ts';

test.each([
  [1500.4, 3200.9, 1000, 4000],
  [1500, 1500, 1000, 2000],
  [2000, 2000, 2000, 3000],
])('%d to %d', (from, to, start, end) => expect(zoomedPeriod(from, to)).toEqual({ from: start, to: end }));
