import { expect, test } from 'vitest';
import { formatDuration } from './format-duration.ts';
import { formatRange } from './format-range.ts';

test.each([
  ['2026-11-20T14:05Z', '2026-11-20T15:05Z', '20 November 2026, 14:05–15:05 UTC'],
  ['2026-11-20T14:05:07Z', '2026-11-20T14:05:52Z', '20 November 2026, 14:05:07–14:05:52 UTC'],
  ['2026-11-20T00:00Z', '2026-11-21T00:00Z', '20 November 2026, UTC'],
  ['2026-11-20T00:00Z', '2026-11-22T00:00Z', '20–21 November 2026, UTC'],
  ['2026-10-30T00:00Z', '2026-11-02T00:00Z', '30 October – 1 November 2026, UTC'],
  ['2025-12-31T00:00Z', '2026-01-02T00:00Z', '31 December 2025 – 1 January 2026, UTC'],
  ['2026-11-20T09:00Z', '2026-11-21T09:00Z', '20 November 2026, 09:00 – 21 November 2026, 09:00 UTC'],
])('%s to %s is %s', (start, end, text) => {
  expect(formatRange(new Date(start), new Date(end))).toBe(text);
});

test.each([
  [0.5, '0.5 s'],
  [1, '1 s'],
  [45, '45 s'],
  [180, '3 min'],
  [7500, '2 h 5 min'],
  [86_400, '1 day'],
  [3 * 86_400 + 4, '3 days'],
  [59.7, '1 min'],
])('%d seconds are %s', (seconds, text) => {
  expect(formatDuration(seconds).replaceAll('\u00a0', ' ')).toBe(text);
});
