import type { SchedulePlan } from '#server/reports/schedules/schedule-plan.ts';

export const WEEKDAYS = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const;

/** When a schedule runs, in words: "every Monday at 06:00". */
export function planWords(plan: SchedulePlan): string {
  if (plan.every === 'day') return `every day at ${plan.at}`;
  if (plan.every === 'week') return `every ${WEEKDAYS[plan.weekday - 1]} at ${plan.at}`;
  if (plan.every === 'month') return `on day ${plan.day} of each month at ${plan.at}`;
  return `cron ${plan.cron}`;
}
