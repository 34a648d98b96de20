import { expect, test } from 'vitest';
import { formatTick } from './format-tick.ts';

const at = (...parts: [number, number, number?]) => new Date(2026, 0, 7, ...parts).getTime();

test.each([
  ['minutes', at(9, 5), 300_000, '09:05'],
  ['seconds', at(9, 5, 30), 30_000, '09:05:30'],
  ['midnight', at(0, 0), 3_600_000, '7 Jan'],
  ['days', at(12, 0), 86_400_000, '7 Jan'],
])('%s', (_name, time, step, text) => {
  expect(formatTick(time, step)).toBe(text);
});
