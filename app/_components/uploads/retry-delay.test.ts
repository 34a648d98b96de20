import { expect, test } from 'vitest';
import { retryDelay } from './retry-delay.ts';

test('doubles up to half a minute', () => {
  expect([0, 1, 2, 3, 4, 5, 6, 1e6].map(retryDelay)).toEqual([1, 2, 4, 8, 16, 30, 30, 30]);
});
