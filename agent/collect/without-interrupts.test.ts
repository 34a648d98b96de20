import { expect, test } from 'vitest';
import { withoutInterrupts } from './without-interrupts.ts';

test.each([
  ['cpu 1 2\nintr 5 0 0\nctxt 9\nsoftirq 1 2\n', 'cpu 1 2\nctxt 9\n'],
  ['cpu 1 2\nctxt 9\n', 'cpu 1 2\nctxt 9\n'],
  ['', ''],
])('%j', (stat, expected) => {
  expect(withoutInterrupts(stat)).toBe(expected);
});
