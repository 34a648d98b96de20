import { z } from 'zod';
import type { OptionChanges } from '#server/reports/schedules/change-options.ts';
import type { NewSchedule } from '#server/reports/schedules/create-schedule.ts';
import { type ScheduleInput, scheduleInput } from '#server/reports/schedules/schedule-input.ts';
import type { ScheduleChanges } from '#server/reports/schedules/update-schedule.ts';
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
};

/** Null says that an option is to be as if it had never been said. */
const orNull = <Type extends z.ZodType>(field: z.ZodExactOptional<Type>) =>
  field.unwrap().nullable().exactOptional();

const optionChanges = z.object({
  title: orNull(optionFields.title),
  customer: orNull(optionFields.customer),
  sections: orNull(optionFields.sections),
  thresholds: orNull(optionFields.thresholds),
  percentiles: orNull(optionFields.percentiles),
  storage_device: orNull(optionFields.storage_device),
  network_interface: orNull(optionFields.network_interface),
  paper: orNull(optionFields.paper),
  logo: orNull(optionFields.logo),
  accent: orNull(optionFields.accent),
});

/** Body of a new schedule. */
export const newSchedule = z.object({
  name: shape.name,
  plan: shape.plan,
  machines: shape.machines,
  ...optional,
  options: z.object(optionFields).omit({ time_zone: true }).exactOptional(),
});

/** Body of changes to one: what is not named stays, of options too. */
export const scheduleChanges = z.object({
  name: shape.name.exactOptional(),
  plan: shape.plan.exactOptional(),
  machines: shape.machines.exactOptional(),
  ...optional,
  options: optionChanges
    .exactOptional()
    .describe('Options that are not sent stay; null takes one back to its default.'),
});

/** The body of a new one in the words of the verbs. */
export const newScheduleOf = (body: z.output<typeof newSchedule>): NewSchedule => ({
  ...fieldsOf(body),
  name: body.name,
  plan: body.plan,
  machines: body.machines,
  ...(body.options && { options: optionsOf(body.options) }),
});

/** Changes in the words of the verbs. */
export const scheduleChangesOf = (body: z.output<typeof scheduleChanges>): ScheduleChanges => ({
  ...fieldsOf(body),
  ...(body.options && { optionChanges: optionChangesOf(body.options) }),
});

function fieldsOf({
  time_zone,
  mail_to,
  options: _,
  ...same
}: z.output<typeof scheduleChanges>): Partial<ScheduleInput> {
  return {
    ...same,
    ...(time_zone !== undefined && { timeZone: time_zone }),
    ...(mail_to && { mailTo: mail_to }),
  };
}

function optionChangesOf({
  storage_device,
  network_interface,
  ...same
}: z.output<typeof optionChanges>): OptionChanges {
  return {
    ...same,
    ...(storage_device !== undefined && { storageDevice: storage_device }),
    ...(network_interface !== undefined && { networkInterface: network_interface }),
  };
}
