import type { SchedulePlan } from './schedule-plan.ts';

/** The same plan as a cron expression of five fields. */
export function cronOf(plan: SchedulePlan): string {
  if (plan.every === 'cron') return plan.cron.trim();
  const [hour, minute] = plan.at.split(':').map(Number);
  const time = `${minute} ${hour}`;
  if (plan.every === 'day') return `${time} * * *`;
  if (plan.every === 'week') return `${time} * * ${plan.weekday % 7}`;
  // Beyond the 28th not every month has it.
  return plan.day > 28 ? `${time} L * *` : `${time} ${plan.day} * *`;
}
