import { expect, test } from 'vitest';
import { machineStatus } from './machine-status.ts';

const now = Date.parse('2026-01-07T12:00:00Z');

test.each([
  [null, null, 'never'],
  [0, null, 'online'],
  [30, 1, 'online'],
  [31, 1, 'late'],
  [180, 60, 'online'],
  [181, 60, 'late'],
  [300, null, 'late'],
  [301, null, 'offline'],
  [1200, 60, 'late'],
  [1201, 60, 'offline'],
])('silent for %s s at an interval of %s s: %s', (silent, interval, status) => {
  expect(machineStatus(silent === null ? null : new Date(now - silent * 1000), interval, now)).toBe(status);
});
