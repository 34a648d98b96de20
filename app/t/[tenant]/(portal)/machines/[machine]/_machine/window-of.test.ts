import { expect, test } from 'vitest';
import { fixedWindow, movingWidth } from './window-of.ts';

const NOW = 1_000_000_000;
const extent = { first: 1500, last: 9999 };

test('a width moves, a stretch of time does not', () => {
  expect(fixedWindow({ range: '1h' }, extent, NOW)).toBeNull();
  expect(movingWidth({ range: '1h' })).toBe(3_600_000);
  expect(fixedWindow({ from: 5, to: 7 }, extent, NOW)).toEqual({ start: 5, end: 7 });
});

test('all holds the first sample and the last', () => {
  expect(fixedWindow({ range: 'all' }, extent, NOW)).toEqual({ start: 1000, end: 10_000 });
  expect(fixedWindow({ range: 'all' }, { first: 0, last: null }, NOW)?.end).toBe(NOW + 1000);
  expect(fixedWindow({ range: 'all' }, { first: null, last: null }, NOW)).toEqual({
    start: NOW - 86_400_000,
    end: NOW,
  });
});
