import { expect, test } from 'vitest';
import { zonedTime } from './zoned-time.ts';

test.each([
  ['UTC', '2026-11-20T09:00:00.250Z', '2026-11-20T09:00:00.250Z'],
  ['Europe/Berlin', '2026-07-01T22:30:00.000Z', '2026-07-02T00:30:00.000Z'],
  ['Europe/Berlin', '2026-12-01T23:30:00.001Z', '2026-12-02T00:30:00.001Z'],
  ['Asia/Kathmandu', '2026-01-01T00:00:00.000Z', '2026-01-01T05:45:00.000Z'],
  ['America/New_York', '2026-03-08T06:59:00.000Z', '2026-03-08T01:59:00.000Z'],
  ['America/New_York', '2026-03-08T07:00:00.000Z', '2026-03-08T03:00:00.000Z'],
])('%s at %s reads %s', (zone, at, reads) => {
  expect(zonedTime(new Date(at), zone).toISOString()).toBe(reads);
});

test('a zone that there is not is an error', () => {
  expect(() => zonedTime(new Date(0), 'Mars/Olympus')).toThrow(RangeError);
});
