import { z } from 'zod';

const at = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'A time of day is written 06:00.')
  .describe('Time of day in the zone of the schedule, such as 06:00.');

/** When a schedule runs, on the clock of its time zone. */
export const schedulePlan = z.discriminatedUnion('every', [
  z.strictObject({ every: z.literal('day'), at }),
  z.strictObject({
    every: z.literal('week'),
    weekday: z.int().min(1).max(7).describe('1 is Monday, 7 Sunday.'),
    at,
  }),
  z.strictObject({
    every: z.literal('month'),
    day: z.int().min(1).max(31).describe('Day of the month; the last one where a month is shorter.'),
    at,
  }),
  z.strictObject({
    every: z.literal('cron'),
    cron: z.string().min(9).max(100).describe('Minute, hour, day, month and weekday, such as 30 6 * * 1-5.'),
  }),
]);

export type SchedulePlan = z.infer<typeof schedulePlan>;
