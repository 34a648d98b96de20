import { PERIODS } from '#server/reports/schedules/last-period.ts';
import { formatsOf } from '../../_form/format-field.tsx';
import { readOptions } from '../../_form/read-options.ts';
import { readPlan } from './plan-fields.tsx';

/**
 * What the form of a schedule says, but for its machines.
 * @throws Error with a sentence for the reader
 */
export async function readSchedule(form: FormData) {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const period = PERIODS.find((known) => known === text('period')) ?? 'day';
  // The zone is the schedule's; its reports have it too.
  const { timeZone = 'UTC', ...options } = await readOptions(form);
  return {
    name: text('name'),
    plan: readPlan(form),
    timeZone,
    period,
    compare: form.has('compare'),
    formats: formatsOf(form),
    keep: Number(text('keep')),
    mailTo: text('mailTo')
      .split(/[\s,;]+/)
      .filter(Boolean),
    options,
  };
}
