import { expect, test } from 'vitest';
import { memorySize } from './memory-size.ts';

test.each([
  [null, null],
  [512, '512\u00a0MB'],
  [3900, '3.8\u00a0GB'],
  [64_300, '63\u00a0GB'],
  [65_536, '64\u00a0GB'],
])('%s MB is %s', (megabytes, text) => {
  expect(memorySize(megabytes)).toBe(text);
});
