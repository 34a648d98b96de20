import { expect, test } from 'vitest';
import { perSecond } from './per-second.ts';

test.each([
  [0, 'errors', '0 errors per second'],
  [0.003, 'errors', '0.003 errors per second'],
  [0.25, 'errors', '0.250 errors per second'],
  [2, 'receive errors', '2.0 receive errors per second'],
  [99.96, 'pages', '100.0 pages per second'],
  [1234.5, 'pages', '1,235 pages per second'],
  [1.5e6, 'pages', '1.5 million pages per second'],
  [1000, '', '1,000 per second'],
])('%d %s', (value, things, expected) => {
  expect(perSecond(value, things).replace('\u00a0', ' ')).toBe(expected);
});
