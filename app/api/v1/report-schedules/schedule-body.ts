import { z } from 'zod';
import type { NewSchedule } from '#server/reports/schedules/create-schedule.ts';
import { type ScheduleInput, scheduleInput } from '#server/reports/schedules/schedule-input.ts';
import { optionFields, optionsOf } from '../reports/report-input.ts';

const { shape } = scheduleInput;

const optional = {
  time_zone: shape.timeZone.exactOptional().describe('IANA name of the clock it runs by; UTC unless said.'),
  period: shape.period
    .exactOptional()
    .describe('The last whole one, of which the report is; day unless said.'),
  compare: shape.compare.exactOptional().describe('Compare with the one before.'),
  formats: shape.formats.exactOptional(),
  keep: shape.keep.exactOptional().describe('So many of its reports stay; 10 unless said.'),
  mail_to: shape.mailTo.exactOptional().describe('Who gets a link by mail.'),
  paused: shape.paused.exactOptional(),
  options: z.object(optionFields).omit({ time_zone: true }).exactOptional(),
};

/** Body of a new schedule. */
export const newSchedule = z.object({
  name: shape.name,
  plan: shape.plan,
  machines: shape.machines,
  ...optional,
});

/** Body of changes to one: what is not named stays. */
export const scheduleChanges = z.object({
  name: shape.name.exactOptional(),
  plan: shape.plan.exactOptional(),
  machines: shape.machines.exactOptional(),
  ...optional,
});

/** The body of a new one in the words of the verbs. */
export const newScheduleOf = (body: z.output<typeof newSchedule>): NewSchedule => ({
  ...scheduleOf(body),
  name: body.name,
  plan: body.plan,
  machines: body.machines,
});

/** Changes in the words of the verbs. */
export function scheduleOf(body: z.output<typeof scheduleChanges>): Partial<ScheduleInput> {
  const { time_zone, mail_to, options, ...same } = body;
  return {
    ...same,
    ...(time_zone !== undefined && { timeZone: time_zone }),
    ...(mail_to && { mailTo: mail_to }),
    ...(options && { options: optionsOf(options) }),
  };
}
