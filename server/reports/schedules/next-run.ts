import { Cron } from 'croner';
import { AppError } from '#server/errors.ts';
import { cronOf } from './cron-of.ts';
import type { SchedulePlan } from './schedule-plan.ts';

/** Reports are for people: nobody reads one more often. */
const LEAST_GAP_MS = 900_000;
const RUNS_LOOKED_AT = 50;

/**
 * When a schedule runs next after a moment; null: never again.
 * @param zone IANA name
 * @throws AppError INVALID_INPUT for an expression that is none, or that runs more often than every 15 minutes
 */
export function nextRun(plan: SchedulePlan, zone: string, after: Date): Date | null {
  const cron = open(cronOf(plan), zone);
  if (plan.every === 'cron') {
    const runs = cron.nextRuns(RUNS_LOOKED_AT, after).map((run) => run.getTime());
    if (runs.some((run, at) => at > 0 && run - (runs[at - 1] ?? 0) < LEAST_GAP_MS))
      throw new AppError('INVALID_INPUT', `"${plan.cron}" runs more often than every 15 minutes.`);
  }
  return cron.nextRun(after);
}

function open(expression: string, timezone: string): Cron {
  try {
    return new Cron(expression, { timezone, mode: '5-part', paused: true });
  } catch (cause) {
    throw new AppError(
      'INVALID_INPUT',
      `"${expression}" is no cron expression: write minute, hour, day, month and weekday, such as 30 6 * * 1-5.`,
      {},
      { cause },
    );
  }
}
