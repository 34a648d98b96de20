import { expect, test } from 'vitest';
import { windowEnd } from './window-end.ts';

test.each([
  ['no sample at all', null, 100_000, 100_000],
  ['samples keep coming', 97_000, 100_000, 97_000],
  ['an agent whose clock runs ahead', 103_000, 100_000, 103_000],
  ['samples have stopped', 70_000, 100_000, 100_000],
])('%s', (_name, newest, now, end) => {
  expect(windowEnd(newest, now)).toBe(end);
});
