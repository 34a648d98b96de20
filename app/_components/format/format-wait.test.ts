import { expect, test } from 'vitest';
import { formatWait } from './format-wait.ts';

test.each([
  [Number.NaN, 'a moment'],
  [0, 'a moment'],
  [1, '1 second'],
  [29.2, '30 seconds'],
  [90, '2 minutes'],
  [600, '10 minutes'],
])('%d s is %s', (seconds, text) => {
  expect(formatWait(seconds)).toBe(text);
});
