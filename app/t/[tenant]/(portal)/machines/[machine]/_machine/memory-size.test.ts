import { expect, test } from 'vitest';
import { memorySize } from './memory-size.ts';

test.each([
  [null, null],
  [512, '512 MB'],
  [3900, '3.8 GB'],
  [64_300, '63 GB'],
  [65_536, '64 GB'],
])('%s MB is %s', (megabytes, text) => {
  expect(memorySize(megabytes)).toBe(text);
});
