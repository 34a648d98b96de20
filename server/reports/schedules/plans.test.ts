import { describe, expect, test } from 'vitest';
import { lastPeriod } from './last-period.ts';
import { nextRun } from './next-run.ts';
import type { SchedulePlan } from './schedule-plan.ts';

test.each<[SchedulePlan, string, string, string]>([
  [{ every: 'day', at: '06:00' }, 'UTC', '2026-03-02T06:00:00Z', '2026-03-03T06:00:00.000Z'],
  [{ every: 'day', at: '06:00' }, 'Asia/Tokyo', '2026-03-02T06:00:00Z', '2026-03-02T21:00:00.000Z'],
  [{ every: 'week', weekday: 7, at: '00:05' }, 'UTC', '2026-03-02T06:00:00Z', '2026-03-08T00:05:00.000Z'],
  [{ every: 'month', day: 31, at: '12:00' }, 'UTC', '2026-02-02T06:00:00Z', '2026-02-28T12:00:00.000Z'],
  [{ every: 'month', day: 1, at: '12:00' }, 'UTC', '2026-02-02T06:00:00Z', '2026-03-01T12:00:00.000Z'],
  [{ every: 'cron', cron: '30 6 * * 1-5' }, 'UTC', '2026-03-06T07:00:00Z', '2026-03-09T06:30:00.000Z'],
  // The clocks of Berlin go on from 02:00 to 03:00 on this day.
  [{ every: 'day', at: '06:00' }, 'Europe/Berlin', '2026-03-28T12:00:00Z', '2026-03-29T04:00:00.000Z'],
])('%j in %s runs next after %s at %s', (plan, zone, after, next) => {
  expect(nextRun(plan, zone, new Date(after))?.toISOString()).toBe(next);
});

describe('the last whole', () => {
  test.each([
    ['day', 'UTC', '2026-03-02T10:00:00Z', '2026-03-01T00:00:00.000Z', '2026-03-02T00:00:00.000Z'],
    ['day', 'UTC', '2026-03-02T00:00:00Z', '2026-03-01T00:00:00.000Z', '2026-03-02T00:00:00.000Z'],
    ['day', 'Europe/Berlin', '2026-03-30T10:00:00Z', '2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z'],
    ['week', 'UTC', '2026-03-04T10:00:00Z', '2026-02-23T00:00:00.000Z', '2026-03-02T00:00:00.000Z'],
    ['month', 'UTC', '2026-03-04T10:00:00Z', '2026-02-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z'],
  ] as const)('%s in %s before %s is from %s to %s', (period, zone, now, start, end) => {
    const { last, before } = lastPeriod(period, zone, new Date(now));
    expect([last.start.toISOString(), last.end.toISOString()]).toEqual([start, end]);
    expect(before.end).toEqual(last.start);
  });
});
