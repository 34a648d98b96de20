import { expect, test } from 'vitest';
import { parseDuration } from './parse-duration.ts';

test.each([
  ['5s', 5000],
  ['500ms', 500],
  ['10m', 600_000],
  ['24h', 86_400_000],
  ['7d', 604_800_000],
  ['90', 90_000],
  ['1.5s', 1500],
  ['0', 0],
  ['', null],
  ['s', null],
  ['-5s', null],
  ['5 s', null],
  ['5w', null],
  ['1e3', null],
])('%j', (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});
