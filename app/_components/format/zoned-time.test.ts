import { expect, test } from 'vitest';
import { formatClock, formatDay, formatMoment, formatStretch, zonedTime } from './zoned-time.ts';

const TIME = Date.UTC(2026, 0, 7, 23, 5, 9);

test.each([
  ['UTC', '7 Jan 2026, 23:05:09'],
  ['Europe/Berlin', '8 Jan 2026, 00:05:09'],
  ['Asia/Kolkata', '8 Jan 2026, 04:35:09'],
  ['America/New_York', '7 Jan 2026, 18:05:09'],
  ['No/Such_Zone', '7 Jan 2026, 23:05:09'],
  ['', '7 Jan 2026, 23:05:09'],
])('in %s', (zone, text) => {
  expect(formatMoment(TIME, zone, true)).toBe(text);
});

test('midnight is hour 0, and the day is named once', () => {
  const midnight = Date.UTC(2026, 8, 1);
  expect(zonedTime(midnight, 'UTC')).toMatchObject({ hour: 0, day: 1, month: 9 });
  expect(formatClock(midnight, 'UTC')).toBe('00:00');
  expect(formatDay(midnight, 'UTC')).toBe('1 Sep');
  expect(formatStretch(midnight, midnight + 3_600_000, 'UTC')).toBe('1 Sep 2026, 00:00 – 01:00');
  expect(formatStretch(midnight - 1000, midnight, 'UTC', true)).toBe(
    '31 Aug 2026, 23:59:59 – 1 Sep 2026, 00:00:00',
  );
});
