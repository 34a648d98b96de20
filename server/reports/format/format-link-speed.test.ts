import { expect, test } from 'vitest';
import { formatLinkSpeed } from './format-link-speed.ts';

test.each([
  [10, '10\u00a0Mbit/s'],
  [1000, '1\u00a0Gbit/s'],
  [2500, '2.5\u00a0Gbit/s'],
  [100_000, '100\u00a0Gbit/s'],
])('%i Mbit/s are %s', (mbps, text) => {
  expect(formatLinkSpeed(mbps)).toBe(text);
});
