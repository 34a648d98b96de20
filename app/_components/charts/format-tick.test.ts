import { expect, test } from 'vitest';
import { formatTick } from './format-tick.ts';

const at = (...parts: [number, number, number?]) => Date.UTC(2026, 0, 7, ...parts);

test.each([
  ['minutes', at(9, 5), 300_000, 'UTC', '09:05'],
  ['seconds', at(9, 5, 30), 30_000, 'UTC', '09:05:30'],
  ['midnight', at(0, 0), 3_600_000, 'UTC', '7 Jan'],
  ['midnight elsewhere', at(23, 0), 3_600_000, 'Europe/Berlin', '8 Jan'],
  ['no midnight there', at(0, 0), 3_600_000, 'Asia/Kolkata', '05:30'],
  ['days', at(12, 0), 86_400_000, 'UTC', '7 Jan'],
])('%s', (_name, time, step, zone, text) => {
  expect(formatTick(time, step, zone)).toBe(text);
});
