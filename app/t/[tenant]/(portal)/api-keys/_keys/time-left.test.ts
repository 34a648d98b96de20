import { expect, test } from 'vitest';
import { timeLeft } from './time-left.ts';

const now = Date.parse('2026-01-31T08:00:00Z');

test.each([
  [-5, 'less than an hour'],
  [0.5, 'less than an hour'],
  [1, '1 hour'],
  [47.9, '47 hours'],
  [48, '2 days'],
  [24 * 90, '90 days'],
])('%d hours: %s', (hours, words) => {
  expect(timeLeft(new Date(now + hours * 3_600_000).toISOString(), now)).toBe(words);
});
